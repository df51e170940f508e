"""Making a page: every page gets the same context, and nothing personal is ever cached.

The context every template may count on: lang, service_name, asset, page_url, money, day, moment, number,
percent, say, text, text_language (by language, see `pb.web.templates`), and of this request: path_in,
csp_nonce, viewer, flashes, csrf_field, request_path. Rendering happens in the handler's own thread, before
the answer exists.
"""

from litestar import Response
from markupsafe import Markup

from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.cookies import make_cookie
from pb.web.csrf import FIELD, make_token
from pb.web.exchange import WebRequest, address_of, exchange_of, session_of, toolkit_of
from pb.web.language import path_in_language
from pb.web.redirects import redirect
from pb.web.sessions import Flash

HTML = "text/html"


def page(
    request: WebRequest, template: str, *, status: int = 200, block: str = "", **context: object
) -> Response[str]:
    """Return the page of ``template``. With ``block``, a request by htmx gets that block alone."""
    exchange = exchange_of(request.scope)
    toolkit = toolkit_of(request)
    session = session_of(request)
    exists = session.exists
    standard = {
        "viewer": session.viewer,
        "flashes": session.take_flashes(),
        "csrf_field": lambda: csrf_field(request),
        "csp_nonce": exchange.nonce,
        "path_in": lambda language: path_in(request, language),
        "request_path": address_of(request),
    }
    source = toolkit.environments[exchange.language].get_template(template)
    values = {**standard, **toolkit.more_context(request), **context}
    if block and request.headers.get("hx-request") == "true":
        text = "".join(source.blocks[block](source.new_context(values)))
    else:
        text = source.render(values)
    keep = "no-store" if exists or session.exists or exchange.has_form else "no-cache"
    headers = {"cache-control": keep, "vary": "Cookie, HX-Request" if block else "Cookie"}
    if exchange.visitor_cookie is not None:
        headers["set-cookie"] = make_cookie(toolkit.form_cookie, exchange.visitor_cookie, toolkit.is_secure)
    return Response(content=text, status_code=status, media_type=HTML, headers=headers)


def csrf_field(request: WebRequest) -> Markup:
    """Return the hidden input that every form on a page carries."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, make_token(request))


def path_in(request: WebRequest, language: str) -> str:
    """Return the address of this page in another language, with its query."""
    query = request.scope["query_string"].decode("latin-1")
    path = path_in_language(address_of(request), Language(language))
    return f"{path}?{query}" if query else path


def go_to(
    request: WebRequest, path: str, *, flash: Message | None = None, kind: str = "success"
) -> Response[str]:
    """Send the browser on to ``path`` (without language) by GET, with a sentence to show there."""
    language = exchange_of(request.scope).language
    if flash is not None:
        text = toolkit_of(request).translations.translate(flash, language)
        session_of(request).add_flash(Flash(text, kind))
    return redirect(f"/{language}/{path.lstrip('/')}".rstrip("/"))
