"""moto's DynamoDB on a port of 127.0.0.1. Usage: dynamodb_server.py PORT

Its streams are answered at the same address, as DynamoDB Local does it. Three things differ from `moto_server`, none of what is stored or answered. Four fifths of the time
of a Query went into asking, for each member that an AttributeValue may have, whether the value has
it: values are JSON already, and are written as they are. A request is not held against the names of
all other services. And connections are kept open.
"""

import sys

from moto.core.serialize import JSONSerializer
from moto.server import create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

PLAIN = ("S", "N", "BOOL", "NULL", "SS", "NS")
serialize_structure = JSONSerializer._serialize_type_structure


def is_plain(value):
    """Whether JSON writes it as it is: bytes are written in base64."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((kind, held),) = value.items()
    if kind == "L":
        return all(is_plain(element) for element in held)
    if kind == "M":
        return all(is_plain(member) for member in held.values())
    return kind in PLAIN


def serialize(self, serialized, value, shape, key):
    if key and shape.name == "AttributeValue" and is_plain(value):
        self._default_serialize(serialized, value, shape, key)
    else:
        serialize_structure(self, serialized, value, shape, key)


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two packets: the second would wait for the first to be acknowledged.
    disable_nagle_algorithm = True

    def log_request(self, code="-", size="-"):
        if str(code) >= "500":
            super().log_request(code, size)


def application(environ, start_response):
    is_stream = environ.get("HTTP_X_AMZ_TARGET", "").startswith("DynamoDBStreams")
    return (streams if is_stream else tables)(environ, start_response)


JSONSerializer._serialize_type_structure = serialize
tables = create_backend_app("dynamodb")
streams = create_backend_app("dynamodbstreams")
make_server(
    "127.0.0.1",
    int(sys.argv[1]),
    application,
    threaded=True,
    request_handler=Handler,
).serve_forever()
