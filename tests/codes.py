"""What an application for codes shows (RFC 6238), computed without the site: also where no Django is set up."""

import base64
import hmac
import struct
import time

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30  # seconds


def code(turns: int = 0, secret: str = SECRET) -> str:
    """Give the code that the application shows now, or some turns of half a minute away."""
    counter = int(time.time()) // PERIOD + turns
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), "sha1").digest()
    place = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
