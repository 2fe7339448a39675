"""A page as a browser sees it, for the tests of pages: elements, attributes, links, what it loads, and its policy."""
import base64
import hashlib
import html.parser
import re

VOID = {"meta", "input", "br", "hr", "img", "link", "stop", "use", "rect", "line", "path", "circle"}
LOADING = {"link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form", "image", "frame"}


class Page(html.parser.HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.ids, self.links = [], [], [], []
        self.tags, self.attributes, self.mentions = set(), [], []
        self.raw = {"style": "", "script": ""}
        self.policy, self.text, self.cards = "", {"h1": "", "article": "", "title": ""}, set()
        self.feed(text)
        self.close()
        self.wrong += ["never closed: " + tag for tag in self.open]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if len(attributes) != len(attrs):
            self.wrong.append("an attribute twice in " + self.get_starttag_text())
        if "id" in attributes:
            self.ids.append(attributes["id"])
        classes = (attributes.get("class") or "").split()
        if "card" in classes:
            self.cards.add(attributes["id"])
        if "m" in classes:
            self.mentions.append(attributes)
        if tag in ("a", "use"):
            self.links.append((tag, attributes.get("href", "")))
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag == "p" and "p" in self.open:
            self.wrong.append("a paragraph in a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s> at %s closes another element" % (tag, self.getpos()))

    def handle_comment(self, data):
        self.wrong.append("a comment: " + data)

    def handle_data(self, data):
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]] += data
        for tag in self.text:
            if tag in self.open:
                self.text[tag] += data


def hashed(text):
    return "'sha256-%s'" % base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def balanced(page):
    yield "elements are balanced", page.wrong
    yield "ids are unique", [i for i in set(page.ids) if page.ids.count(i) > 1]
    inner = [href[1:] for _, href in page.links if href.startswith("#")]
    yield "links inside the page lead somewhere", sorted(set(inner) - set(page.ids))


def safety(page):
    yield "nothing is loaded", sorted(page.tags & LOADING) + [
        (tag, href) for tag, href in page.links if not re.match(r"#|https?://" if tag == "a" else "#", href)] + [
        a for a in page.attributes if a[1] in ("src", "srcset", "poster", "data", "action", "background")] + re.findall(
            r"url\((?!#)[^)]*\)|@import|@font-face", page.raw["style"])
    yield "no style or handler in an attribute", [
        a for a in page.attributes if a[1] == "style" or a[1].startswith("on")]
    hashes = hashed(page.raw["style"]), hashed(page.raw["script"])
    wanted = "default-src 'none'; style-src %s; script-src %s;" % hashes
    strict = page.policy.startswith(wanted)
    yield "the content policy admits this style and script alone", [] if strict else [page.policy]


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
