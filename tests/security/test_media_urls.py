"""URLs of pictures that lead into a private network, in every way to write an address."""

import pytest
from pydantic import ValidationError

from bot.domain.public_hosts import is_public_host
from bot.web.api.models import NewMessage

PRIVATE_HOSTS = [
    "localhost", "localhost.", "LOCALHOST", "app.localhost", "printer", "printer.local", "bot.internal", "wiki.corp",
    "router.lan", "nas.home", "nas.home.arpa", "metadata.google.internal", "metadata.google.internal.",
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1",
    "017700000001", "00000177.0.0.1", "0", "0.0.0.1", "10.0.0.1", "10.1", "167772161", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "192.168.257", "3232235777", "0xc0a80101", "169.254.169.254", "2852039166", "0xa9fea9fe",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "256.1.1.1", "1.2.3.4.5", "1.2.3.99999", "4294967296", "99999999999999999999", "08.0.0.1", "0x", "0xg.0.0.1",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]",
    "[::127.0.0.1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:db8::1]",
    "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
    "exa mple.com", "example..com", "-example.com", "example.com\\", "%31%32%37.0.0.1", "a" * 64 + ".com", ".",
]  # fmt: skip
PUBLIC_HOSTS = [
    "example.com", "Example.COM", "example.com.", "cdn.images.example.co.uk", "xn--bcher-kva.example", "8.8.8.8",
    "134744072", "[2606:4700::1111]", "localhost.example.com", "127.0.0.1.example.com",
    "internal.example.com", "a_b.example.com",
]  # fmt: skip


def accepts(url):
    try:
        NewMessage.model_validate({"to": "+13125550123", "message": "x", "minutes": 1, "media_urls": (url,)})
    except ValidationError as error:
        return [fault["loc"][0] for fault in error.errors()] != ["media_urls"]
    return True


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
@pytest.mark.parametrize("around", ["https://{}/a.png", "https://{}", "https://{}:8443/a.png", "https://{}?x#y"])
def test_a_private_host_is_refused(host, around):
    assert not accepts(around.format(host))
    assert not is_public_host(host.strip("[]"))


@pytest.mark.parametrize("host", PUBLIC_HOSTS)
@pytest.mark.parametrize("around", ["https://{}/a.png", "https://{}", "https://{}:8443/a.png", "https://{}?x#y"])
def test_a_public_host_is_accepted(host, around):
    assert accepts(around.format(host))


TRICKS = [
    "http://example.com/a.png", "HTTPS://example.com/a.png", "ftp://example.com/", "file:///etc/passwd",
    "//example.com/",    "https:/example.com/", "https:example.com", "https:///etc/passwd", "https://", "https://@example.com/",
    "https://user@example.com/", "https://user:password@example.com/", "https://:@example.com/",
    "https://example.com@127.0.0.1/", "https://127.0.0.1@example.com/", "https://example.com\\@127.0.0.1/",
    "https://127.0.0.1\\@example.com/", "https://127.0.0.1\\.example.com/", "https://127.0.0.1#@example.com/",
    "https://127.0.0.1?@example.com/", "https://example.com:80:80/", "https://example.com:99999/", "https://example.com:x/",
    "https://exam\tple.com/", "https://example.com/\n", " https://example.com/", "https://example.com\x00/", "https://[::1/",
    "https://\uff11\uff12\uff17.0.0.1/", "https://127\u30020\u30020\u30021/", "https://\u24d4xample.com/", "https://loc\u00adalhost/",
]  # fmt: skip


@pytest.mark.parametrize("url", TRICKS)
def test_a_url_that_readers_understand_differently_is_refused(url):
    assert not accepts(url)
