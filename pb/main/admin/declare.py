"""Declaring a cycle from its data, as a file or pasted text in TOML."""

import re
import tomllib

from litestar import Response, get, post
from litestar.di import NamedDependency

from pb.engine.declaration import CycleDeclaration, read_declaration
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.kernel.plain import PlainFormError
from pb.main.admin.cycle_admin import DECIDES
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.resources import resource
from pb.web.sessions import Session

TEXT = TextField("declaration", Message("Declaration"), maximum=60_000, lines=True)


@get("/admin/declare", access=DECIDES, sync_to_thread=True)
def show_declaration(request: WebRequest) -> Response[str]:
    """Show the form, with an example to start from."""
    example = (resource("templates") / "admin" / "example.toml").read_text(encoding="utf-8")
    return page(request, "admin/declare.html", form=new_form(request, {TEXT.name: example}), refusals=())


@post("/admin/declare", access=DECIDES, sync_to_thread=True)
def declare_cycle(
    request: WebRequest,
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Begin a cycle, or show everything that keeps the declaration from running."""
    form = read_form(request, TEXT)
    declaration = None if form.faults else _read(form)
    refusals = engine.check(declaration) if declaration else ()
    if declaration is None or refusals:
        return page(request, "admin/declare.html", status=422, form=form, refusals=refusals)
    with database.write() as work:
        if _exists(declaration, work):
            form.add_faults({TEXT.name: Message("There is already a round with this short name.")})
            return page(request, "admin/declare.html", status=422, form=form, refusals=())
        engine.start(declaration, work, actor_of(session), clock.now())
        work.commit()
    return go_to(request, f"admin/cycles/{declaration.id}", flash=Message("The round has been declared."))


def _read(form: Form) -> CycleDeclaration | None:
    try:
        return read_declaration(tomllib.loads(form[TEXT]))
    except tomllib.TOMLDecodeError as error:
        form.add_faults({TEXT.name: _place_fault(error)})
    except PlainFormError as error:
        form.add_faults({TEXT.name: error.message})
    return None


def _place_fault(error: tomllib.TOMLDecodeError) -> Message:
    line = re.search(r"at line (\d+)", str(error))
    if line is None:
        return Message("The text ends in the middle of a value.")
    return Message("Line %(line)s could not be read.", {"line": int(line[1])})


def _exists(declaration: CycleDeclaration, work: Work) -> bool:
    try:
        work.load_cycle(CycleId(declaration.id))
    except NotFoundError:
        return False
    return True


HANDLERS = (show_declaration, declare_cycle)
