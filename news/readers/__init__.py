"""How often pages are read, counted from the web server's log: no cookie, no address of anybody."""
