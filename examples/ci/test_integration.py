"""
Tries integration.py against a plug that does what real plugs do: it is switched, unplugged, cut off.

From the environment: PLUG_COMMAND starts plugbench (default "npx plugbench"); BROKER is the broker to use
(default: the embedded one).
"""

import json
import os
import shlex
import subprocess
import time
from urllib.parse import urlparse

import pytest
from integration import Integration

COMMAND = shlex.split(os.environ.get("PLUG_COMMAND", "npx plugbench"))
BROKER = os.environ.get("BROKER", "embedded")


class Plug:
    """One plug in virtual time: it stands still but for what `ctl` lets pass, so each run is like the last."""

    def __init__(self, directory):
        self._env = {**os.environ, "PLUGBENCH_STATE": str(directory)}
        ready = directory / "ready.json"
        flags = ["--board", "virtual", "--time", "virtual", "--provisioned", "--fresh", "--id", "desk"]
        run = [*COMMAND, "run", *flags, "--mqtt", BROKER, "--ready-file", str(ready)]
        self._process = subprocess.Popen(run, env=self._env)
        end = time.monotonic() + 30
        while not ready.exists():
            assert self._process.poll() is None, "plugbench ended at its start"
            assert time.monotonic() < end, "plugbench is not ready within 30 s"
            time.sleep(0.05)
        told = json.loads(ready.read_text())
        self.id = told["id"]
        self.broker = urlparse(told["broker"])

    def ctl(self, *args):
        """What `plugbench ctl` answers; an error when it refuses, or what it waits for does not come."""
        ran = subprocess.run([*COMMAND, "ctl", *args, "--json"], env=self._env, stdout=subprocess.PIPE, check=True)
        return json.loads(ran.stdout)

    def stop(self):
        self.ctl("stop")
        self._process.wait(10)


@pytest.fixture
def plug(tmp_path):
    plug = Plug(tmp_path)
    yield plug
    plug.stop()


@pytest.fixture
def integration(plug, record_property):
    integration = Integration(plug.broker.hostname, plug.broker.port)
    yield integration
    integration.close()
    record_property("history", " ".join(integration.history))


def switched_on(plug, integration):
    plug.ctl("wait", "online", "--timeout", "60s")
    plug.ctl("on")
    assert integration.wait_for(plug.id, "on")


def test_follows_a_press_of_the_button(plug, integration):
    switched_on(plug, integration)
    plug.ctl("hold", "200ms")
    assert integration.wait_for(plug.id, "off")


@pytest.mark.parametrize("how", ["unplug", "home wifi down"])
def test_never_shows_a_plug_that_is_gone_as_on(plug, integration, how):
    switched_on(plug, integration)
    plug.ctl(*how.split())
    assert integration.wait_for(plug.id, "unavailable")
    plug.ctl("advance", "1h")
    assert integration.history == ["off", "on", "unavailable"]


def test_shows_what_the_outlet_is_after_a_power_cut(plug, integration):
    switched_on(plug, integration)
    plug.ctl("unplug")
    assert integration.wait_for(plug.id, "unavailable")
    plug.ctl("plug-in")
    plug.ctl("wait", "online", "--timeout", "60s")
    assert integration.wait_for(plug.id, "on")
