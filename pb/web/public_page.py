"""Pages for anyone, without session, cookie or form: screens in public places, and what other sites frame.

They say their language themselves, since their address need not begin with it.
"""

from collections.abc import Mapping

from litestar import Response

from pb.kernel.language import Language
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.freshness import answer_fresh
from pb.web.pages import HTML


def public_page(
    request: WebRequest,
    template: str,
    language: Language,
    headers: Mapping[str, str] | None = None,
    **context: object,
) -> Response[bytes]:
    """Return the page of ``template`` in ``language``; the refusals of this request speak it too."""
    exchange_of(request.scope).language = language
    text = toolkit_of(request).environments[language].get_template(template).render(context)
    return answer_fresh(request, text.encode(), HTML, headers)
