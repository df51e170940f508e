"""The import-linter contract "only": a package imports the standard library and what is named, nothing else.

import-linter can forbid a list, but a list of what is forbidden never ends; for the independent verifier the
short list is what it may stand on. Direct imports count: what an allowed package imports is for its
own contract. A source that does not exist is kept; it must never be trusted by its name once it does.
"""

import sys

from grimp import ImportGraph
from importlinter.application import output
from importlinter.domain.contract import Contract, ContractCheck
from importlinter.domain.fields import SetField, StringField


class OnlyContract(Contract):
    """Options: ``source``, one package; ``allowed``, what it may import besides itself and the library."""

    type_name = "only"

    source = StringField()
    allowed = SetField(subfield=StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import of the source package; ``verbose`` changes nothing."""
        source, allowed = str(self.source), {str(self.source), *map(str, self.allowed)}  # type: ignore[call-overload]
        modules = {source, *graph.find_descendants(source)} if source in graph.modules else set()
        imports = sorted(
            (module, imported)
            for module in modules
            for imported in graph.find_modules_directly_imported_by(module)
            if imported.partition(".")[0] not in sys.stdlib_module_names
            and not any(imported == name or imported.startswith(f"{name}.") for name in allowed)
        )
        return ContractCheck(kept=not imports, metadata={"imports": imports})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that the contract does not allow."""
        for module, imported in check.metadata["imports"]:
            output.print_error(f"{module} imports {imported}", bold=False)
