"""How attachments are sent: as files of ours that no browser runs, documents to be saved rather than shown."""

from litestar import Response

from pb.web.documents.document import MEDIA_TYPE as PDF
from pb.web.pictures.picture import MEDIA_TYPE as WEBP

SANDBOX = {"content-security-policy": "default-src 'none'; sandbox"}
PUBLIC = "private, max-age=3600"
"""A browser may keep it for an hour: what is hidden is not to be seen for long."""

PRIVATE = "no-store"


def send_picture(content: bytes, keep: str) -> Response[bytes]:
    """Send a photo."""
    return Response(content, media_type=WEBP, headers={**SANDBOX, "cache-control": keep})


def send_document(content: bytes, keep: str, name: str) -> Response[bytes]:
    """Send a document to be saved under a name of ours."""
    disposition = f'attachment; filename="{name}.pdf"'
    headers = {**SANDBOX, "cache-control": keep, "content-disposition": disposition}
    return Response(content, media_type=PDF, headers=headers)
