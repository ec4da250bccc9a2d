"""A notification service for the tests: prints what it is told as JSON lines."""

import json

from jeepney import HeaderFields, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

with open_dbus_connection("SESSION") as bus:
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
    print(json.dumps("ready"), flush=True)
    while True:
        message = bus.receive()
        is_call = message.header.message_type is MessageType.method_call
        if is_call and message.header.fields.get(HeaderFields.member) == "Notify":
            program, _, _, title, text, _, hints, _ = message.body
            print(json.dumps([program, title, text, sorted(hints)]), flush=True)
            bus.send(new_method_return(message, "u", (1,)))
