"""A slip with a code, on paper or a screen, by which a person sets the own password: an invitation, or a recovery."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Purpose(models.TextChoices):
    INVITE = "invite", "Mời dùng tài khoản mới"
    PASSWORD = "password", "Đặt lại mật khẩu"
    RECOVER = "recover", "Cấp lại mật khẩu và cách xác nhận"


class AccountSlipQuerySet(models.QuerySet["AccountSlip"]):
    def open(self):
        """Give the slips that may still be used, or confirmed."""
        return self.filter(used_at=None, cancelled_at=None, expires_at__gt=timezone.now())


class AccountSlip(models.Model):
    """The code is on the paper only; here stands its hash.

    A slip that takes second factors away works only after a board member has confirmed it: whoever keeps accounts
    could otherwise become the chair.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="slips", verbose_name="người")
    purpose = models.CharField("để", max_length=8, choices=Purpose.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người lập"
    )
    issued_at = models.DateTimeField("lập lúc", default=timezone.now)
    expires_at = models.DateTimeField("hết hạn lúc")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người xác nhận"
    )
    # Made at the server while no board member could confirm (break-glass); the whole board is told.
    is_alone = models.BooleanField(default=False)
    used_at = models.DateTimeField("dùng lúc", null=True)
    cancelled_at = models.DateTimeField("hủy lúc", null=True)

    objects = AccountSlipQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu tài khoản"
        verbose_name_plural = "phiếu tài khoản"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.person}"

    @property
    def needs_confirmation(self) -> bool:
        return self.purpose == Purpose.RECOVER and self.confirmed_by_id is None and not self.is_alone
