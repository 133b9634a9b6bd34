"""Who comes in: two factors at the door and again at the act, sessions, bounds on guessing, slips, unused accounts.

The ceremonies themselves are django-allauth's (docs/security.md); here stand the rules of this house around them.
"""
