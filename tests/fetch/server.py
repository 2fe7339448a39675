"""A server for lists that misbehaves as it is told.

`Server` listens with TLS (and beside it without) on free ports of localhost. `server.pages[path]` is a function that gets
an `Exchange`: the request, and a socket on which it may do whatever servers do. Requests are kept in `server.seen`.
"""
import socket
import ssl
import struct
import subprocess
import threading


def make_certificate(folder, name, host):
    """A throw-away certificate of a host with its key; returns the paths of both."""
    key, certificate = f"{folder}/{name}.key", f"{folder}/{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key


class Exchange:
    """One request and the connection it came on."""

    def __init__(self, connection, path, headers):
        self.connection, self.path, self.headers = connection, path, headers

    def send(self, data):
        self.connection.sendall(data)

    def head(self, status="200 OK", **fields):
        """Status line and header fields; content_length=5 becomes "content-length: 5"."""
        lines = [f"HTTP/1.1 {status}"] + [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        self.send(("\r\n".join(lines + ["connection: close", "", ""])).encode())

    def answer(self, body, status="200 OK", **fields):
        self.head(status, content_length=len(body), **fields)
        self.send(body)

    def reset(self):
        """Ends the connection as a machine that crashed does."""
        raw = socket.socket(fileno=self.connection.detach())
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raw.close()

    def range_from(self):
        """First byte asked for; None: the whole."""
        asked = self.headers.get("range")
        return int(asked.split("=")[1].rstrip("-")) if asked else None


class Server:
    def __init__(self, certificate, key):
        self.pages, self.seen, self.released = {}, [], threading.Event()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.port = self.listen(True)
        self.plain_port = self.listen(False)

    def url(self, path):
        return f"https://localhost:{self.port}{path}"

    def plain_url(self, path):
        return f"http://localhost:{self.plain_port}{path}"

    def listen(self, tls):
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.accept, args=(listener, tls), daemon=True).start()
        return listener.getsockname()[1]

    def accept(self, listener, tls):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self.serve, args=(connection, tls), daemon=True).start()

    def serve(self, connection, tls):
        try:
            if tls:
                connection = self.context.wrap_socket(connection, server_side=True)
            reader = connection.makefile("rb")
            path = reader.readline().decode().split(" ")[1]
            fields = [line.decode().rstrip("\r\n").partition(":") for line in iter(reader.readline, b"\r\n")]
            headers = {name.lower(): value.strip() for name, _, value in fields}
            reader.close()
            self.seen.append((path, headers))
            self.pages[path.split("?")[0]](Exchange(connection, path, headers))
            if connection.fileno() >= 0 and tls:
                connection.unwrap()
        except (OSError, IndexError, ValueError, KeyError):
            pass  # the other side left, or never was one
        finally:
            if connection.fileno() >= 0:
                connection.close()
