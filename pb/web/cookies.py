"""The one way cookies are made here: out of reach for scripts, and not sent with forms of other sites."""

from litestar.datastructures import Cookie


def make_cookie(name: str, value: str, is_secure: bool, max_age: int | None = None) -> str:
    """Return the value of a Set-Cookie header; without ``max_age`` the cookie ends with the browser."""
    cookie = Cookie(
        key=name, value=value, max_age=max_age, path="/", secure=is_secure, httponly=True, samesite="lax"
    )
    return cookie.to_header(header="")
