#!/usr/bin/python3
# A mail server for the tests, made of Debian's aiosmtpd: STARTTLS and AUTH are needed, each e-mail it takes becomes a
# file in FOLDER (with the envelope in X- lines at its top). It refuses addresses that begin with "gone", and says "not
# now" to those that begin with "busy".
# Usage: mail_server.py FOLDER CERT KEY [PORT]; says "listening on PORT". User pillarbox, password open-sesame.
import itertools
import os
import ssl
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(len(os.listdir(folder)) + 1)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone"):
            return "550 no such mailbox"
        if address.startswith("busy"):
            return "451 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        top = f"X-From: {envelope.mail_from}\r\nX-To: {','.join(envelope.rcpt_tos)}\r\nX-Helo: {session.host_name}\r\n"
        name = os.path.join(self.folder, f"{next(self.numbers):04d}.eml")
        with open(name + ".part", "wb") as file:
            file.write(top.encode() + envelope.original_content)
        os.rename(name + ".part", name)
        return "250 taken"


def signs_in(server, session, envelope, mechanism, data):
    fine = isinstance(data, LoginPassword) and data.login == b"pillarbox" and data.password == b"open-sesame"
    return AuthResult(success=fine, handled=False)


class TestController(Controller):
    def factory(self):
        return SMTP(self.handler, tls_context=self.context, require_starttls=True, auth_required=True,
                    authenticator=signs_in, hostname="mail.test")


folder, cert, key = sys.argv[1:4]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(cert, key)
port = int(sys.argv[4]) if len(sys.argv) > 4 else 0
if port == 0:
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
controller = TestController(Keeper(folder), hostname="127.0.0.1", port=port)
controller.context = context
controller.start()
print(f"listening on {port}", flush=True)
threading.Event().wait()
