"""The words of delivery: its states, and the kind of tag that each is shown with."""

from voting.core.delivery.progress import DeliveryState
from voting.delivery_tasks import TOLD

_KINDS = {DeliveryState.PLANNED: "plain", DeliveryState.DONE: "good", DeliveryState.CANCELLED: "bad"}
STATES = {state: (words, _KINDS.get(state, "wait")) for state, words in TOLD.items()}
