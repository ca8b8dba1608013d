#!/usr/bin/python3
# Opens one page in headless Chromium, driven over its debugging pipe, and says as JSON what became of it at each size.
# Usage: chromium_page.py URL USER:PASSWORD PNG-PREFIX WIDTHxHEIGHT@SCALE …
# SCALE is the browser's zoom: a window of so many pixels, in which a pixel of the page is so many of the screen.
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile


class Chromium:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="pillarbox-chromium-")
        to_read, self.write = os.pipe()
        self.read, to_write = os.pipe()

        def pipes():  # what Chromium reads is 3, what it writes is 4
            os.dup2(to_read, 63)
            os.dup2(to_write, 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
             "--ignore-certificate-errors", "--remote-debugging-pipe", "--user-data-dir=" + self.profile, "about:blank"],
            preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.rest, self.events, self.session = 0, b"", [], None

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.read, 1 << 16)
            if not more:
                raise SystemExit("Chromium ended")
            self.rest += more
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, **parameters):
        self.number += 1
        what = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            what["sessionId"] = self.session
        os.write(self.write, json.dumps(what).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(method + ": " + answer["error"]["message"])
                return answer["result"]
            self.events.append(answer)

    def until(self, event):
        while True:
            for one in self.events:
                if one.get("method") == event:
                    self.events.remove(one)
                    return one["params"]
            self.events.append(self.message())

    def value(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def main():
    url, login, prefix, sizes = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    page = Chromium()
    try:
        target = page.call("Target.createTarget", url="about:blank")["targetId"]
        page.session = page.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.call(domain + ".enable")
        page.call("Network.setExtraHTTPHeaders",
                  headers={"Authorization": "Basic " + base64.b64encode(login.encode()).decode()})
        out = {"sizes": []}
        for size in sizes:
            window, scale = size.split("@")
            width, height = (int(part) for part in window.split("x"))
            scale = float(scale)
            page.call("Emulation.setDeviceMetricsOverride", width=int(width / scale), height=int(height / scale),
                      deviceScaleFactor=scale, mobile=False)
            page.events.clear()
            page.call("Page.navigate", url=url)
            page.until("Page.loadEventFired")
            asked = [one["params"]["request"]["url"] for one in page.events
                     if one.get("method") == "Network.requestWillBeSent"]
            complaints = [one["params"]["entry"]["text"] for one in page.events if one.get("method") == "Log.entryAdded"]
            out["sizes"].append({
                "size": size,
                "wide": page.value("document.documentElement.scrollWidth"),
                "window": page.value("document.documentElement.clientWidth"),
                "asked": asked,
                "complaints": complaints,
                "cut": page.value("[...document.querySelectorAll('td,li,p,h1,h2,th')].filter(e => e.clientWidth > 0 && "
                                  "e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"),
            })
            if len(out["sizes"]) == 1:  # a narrow page leaves out the heads of columns
                out["text"] = page.value("document.body.innerText")
            picture = page.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
            with open(prefix + size.replace("@", "-") + ".png", "wb") as file:
                file.write(base64.b64decode(picture["data"]))
        out["title"] = page.value("document.title")
        out["scripts"] = page.value("document.scripts.length")
        out["language"] = page.value("document.documentElement.lang")
        out["colour"] = page.value("getComputedStyle(document.querySelector('.list li')).borderLeftColor")
        print(json.dumps(out))
    finally:
        page.close()


main()
