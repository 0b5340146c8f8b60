"""A tiny smart-home integration: what it believes of each plug is "on", "off" or "unavailable"."""

import threading

import paho.mqtt.client as mqtt


class Integration:
    def __init__(self, host, port, base="plugbench"):
        self._changed = threading.Condition()
        self._online = {}
        self._relay = {}
        self.history = []
        # paho 2 wants to know which callbacks are meant; paho 1 has no such question.
        version = [mqtt.CallbackAPIVersion.VERSION2] if hasattr(mqtt, "CallbackAPIVersion") else []
        self._client = mqtt.Client(*version, client_id="example-integration")
        self._client.on_connect = lambda client, *_: client.subscribe(f"{base}/+/+", qos=1)
        self._client.on_message = lambda _client, _data, message: self._take(message)
        self._client.connect(host, port)
        self._client.loop_start()

    def state(self, plug):
        """What a user sees of the plug."""
        if not self._online.get(plug):
            return "unavailable"
        return self._relay.get(plug, "unavailable")

    def wait_for(self, plug, state, seconds=5):
        """True once the plug is shown so; False when it is not within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.state(plug) == state, seconds)

    def close(self):
        self._client.disconnect()
        self._client.loop_stop()

    def _take(self, message):
        _, plug, what = message.topic.split("/")
        with self._changed:
            before = self.state(plug)
            if what == "availability":
                self._online[plug] = message.payload == b"online"
            elif what == "relay":
                self._relay[plug] = message.payload.decode()
            if self.state(plug) != before:
                self.history.append(self.state(plug))
            self._changed.notify_all()
