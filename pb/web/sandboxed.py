"""Sending what people have sent us: files that we made anew, and that no browser runs all the same."""

from litestar import Response

from pb.web.documents.document import MEDIA_TYPE as PDF
from pb.web.pictures.picture import MEDIA_TYPE as WEBP

SANDBOX = {"content-security-policy": "default-src 'none'; sandbox"}


def send_picture(content: bytes, keep: str) -> Response[bytes]:
    """Send a picture; ``keep`` is the Cache-Control header."""
    return Response(content, media_type=WEBP, headers={**SANDBOX, "cache-control": keep})


def send_document(content: bytes, keep: str, name: str) -> Response[bytes]:
    """Send a document to be saved rather than shown, under a name of ours without its ending."""
    disposition = f'attachment; filename="{name}.pdf"'
    headers = {**SANDBOX, "cache-control": keep, "content-disposition": disposition}
    return Response(content, media_type=PDF, headers=headers)
