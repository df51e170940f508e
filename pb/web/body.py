"""From the bytes of a form to its fields, strictly.

The framework's own parser replaces malformed UTF-8 in silence and keeps the last thousand bodies in memory
as cache keys, which a ballot must never be; so address-encoded forms are read here.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException, HTTPException

from pb.web.exchange import WebRequest
from pb.web.limits import FIELDS, read_body

Fields = Mapping[str, tuple[str, ...]]
Files = Mapping[str, tuple[UploadFile, ...]]


async def read_fields(request: WebRequest) -> tuple[Fields, Files]:
    """Return the fields and files of a form. Raises 413, 408, 415, or 400 for anything malformed.

    Routes declared with ``accepts_json=True`` have their body left alone, for `pb.web.json_body`.
    """
    body = await read_body(request) if request.content_type[0] != "multipart/form-data" else b""
    kind = request.content_type[0]
    if kind == "application/x-www-form-urlencoded" or (not body and not kind):
        return parse_fields(body), {}
    if kind == "multipart/form-data":
        return await _read_multipart(request)
    if request.route_handler.opt.get("accepts_json") and kind == "application/json":
        return {}, {}
    raise HTTPException(status_code=415)


def parse_fields(body: bytes) -> Fields:
    """Read address-encoded fields (WHATWG URL, 5.1). Raises 400 for malformed UTF-8 or too many fields."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=FIELDS,
            separator="&",
        )
    except ValueError:
        raise ClientException from None
    return _gather(pairs)


async def _read_multipart(request: WebRequest) -> tuple[Fields, Files]:
    await read_body(request)
    try:
        form = await request.form()
    except (UnicodeError, LookupError, ValueError) as error:
        raise ClientException from error
    texts = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    files: dict[str, tuple[UploadFile, ...]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[name] = (*files.get(name, ()), value)
    if len(texts) > FIELDS:
        raise ClientException
    return _gather(texts), files


def _gather(pairs: list[tuple[str, str]]) -> Fields:
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields
