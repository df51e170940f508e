"""The words of the desk: kinds of documents, and the ways somebody has voted."""

from collections.abc import Mapping

from pb.kernel.message import Message
from voting.core.channel import Channel
from voting.core.desk import Document

DOCUMENTS: Mapping[Document, Message] = {
    Document.PASSPORT: Message("Passport"),
    Document.IDENTITY_CARD: Message("Identity card"),
    Document.DRIVING_LICENCE: Message("Driving licence"),
    Document.OTHER: Message("Another official document with a photo"),
}
HOW: Mapping[Channel, Message] = {
    Channel.CODE: Message("Has voted with the code of the letter"),
    Channel.EID: Message("Has voted with strong identification"),
    Channel.DESK: Message("Has voted at a desk"),
    Channel.PAPER: Message("Has voted on paper"),
}
