"""The address of a screen: its name in the register and a code only this server can make, and good for nothing else.

Nothing secret is kept: the code is made anew from the server's secret when it is checked.
"""

import hmac
from secrets import token_hex

from pb.kernel.errors import NotFoundError
from pb.storage.screens import ScreenId

_PURPOSE = "screen"
_LENGTH = 24


def draw_screen_id() -> ScreenId:
    """Return a new random name."""
    return ScreenId(token_hex(4))


def make_device(secret: bytes, screen_id: ScreenId) -> str:
    """Return what stands for the screen in its address; ``secret`` is the server's."""
    code = hmac.digest(secret, f"{_PURPOSE}\0{screen_id}".encode(), "sha256").hex()
    return f"{screen_id}-{code[:_LENGTH]}"


def read_device(secret: bytes, device: str) -> ScreenId:
    """Return the name in an address. Raises NotFoundError when the code isn't ours."""
    screen_id = ScreenId(device.partition("-")[0])
    if not hmac.compare_digest(device.encode(), make_device(secret, screen_id).encode()):
        raise NotFoundError
    return screen_id
