# SPDX-License-Identifier: Apache-2.0
"""A hand before an X screen: real pointer, button and key events by the XTEST extension, and an eye on its windows and pixels.

Everything is in pixels of the screen and seconds of CLOCK_MONOTONIC. One thread.
"""
import ctypes
import mmap
import time

MAP_NOTIFY, DESTROY_NOTIFY, CLIENT_MESSAGE = 19, 17, 33
SUBSTRUCTURE_NOTIFY = 1 << 19
LEFT, MIDDLE, RIGHT, WHEEL_UP, WHEEL_DOWN = 1, 2, 3, 4, 5


def now():
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def sleep_until(moment):
    time.sleep(max(0.0, moment - now()))


class _MapEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("event", ctypes.c_ulong), ("window", ctypes.c_ulong)]


class _ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]


class _Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("map", _MapEvent), ("message", _ClientMessage), ("room", ctypes.c_long * 24)]


class _Attributes(ctypes.Structure):  # XWindowAttributes, as far as the state of its mapping
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int), ("border", ctypes.c_int),
                ("depth", ctypes.c_int), ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong), ("class_", ctypes.c_int),
                ("bit_gravity", ctypes.c_int), ("win_gravity", ctypes.c_int), ("backing_store", ctypes.c_int),
                ("backing_planes", ctypes.c_ulong), ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
                ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int), ("map_state", ctypes.c_int), ("rest", ctypes.c_long * 16)]


class Hand:
    """`display`: ":90"."""

    def __init__(self, display):
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XInternAtom.restype = ctypes.c_ulong
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise RuntimeError(f"no X display {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, self._root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        self._x.XSync(self._display, 0)

    def close(self):
        self._x.XCloseDisplay(self._display)

    def _send(self):
        self._x.XFlush(self._display)

    def move(self, x, y):
        self._test.XTestFakeMotionEvent(self._display, 0, int(x), int(y), ctypes.c_ulong(0))
        self._send()

    def press(self, button=LEFT):
        self._test.XTestFakeButtonEvent(self._display, button, 1, ctypes.c_ulong(0))
        self._send()

    def release(self, button=LEFT):
        self._test.XTestFakeButtonEvent(self._display, button, 0, ctypes.c_ulong(0))
        self._send()

    def tap(self, x, y, hold=0.03, button=LEFT):
        self.move(x, y)
        self.press(button)
        time.sleep(hold)
        self.release(button)

    def draw(self, points, pace=0.006):
        """One stroke: down at the first point, up at the last."""
        self.move(*points[0])
        self.press()
        for x, y in points[1:]:
            time.sleep(pace)
            self.move(x, y)
        time.sleep(pace)
        self.release()

    def key(self, *names):
        """Keysyms held one after the other and let go in reverse: key("Control_L", "q"). False where one is on no key."""
        codes = [self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode())) for name in names]
        if not all(codes):
            return False
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, ctypes.c_ulong(0))
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, ctypes.c_ulong(0))
        self._send()
        return True

    def windows(self):
        """Those that are mapped on the root window."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XQueryTree(self._display, self._root, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count))
        mapped = []
        for i in range(count.value):
            attributes = _Attributes()
            self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(children[i]), ctypes.byref(attributes))
            if attributes.map_state == 2:
                mapped.append(children[i])
        if count.value:
            self._x.XFree(children)
        return mapped

    def window_news(self):
        """How many windows were mapped and how many destroyed since the last call."""
        self._x.XSync(self._display, 0)
        mapped = destroyed = 0
        event = _Event()
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, ctypes.byref(event))
            mapped += event.type == MAP_NOTIFY
            destroyed += event.type == DESTROY_NOTIFY
        return mapped, destroyed

    def focus(self, window):
        """Keys go there: without a window manager nobody gives a window the keyboard."""
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), 1, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def ask_to_close(self, window):
        """As a window manager does for its button and for Alt+F4."""
        event = _Event()
        event.message = _ClientMessage(CLIENT_MESSAGE, 0, 1, self._display, window, self._x.XInternAtom(self._display, b"WM_PROTOCOLS", 0), 32)
        event.message.data[0] = self._x.XInternAtom(self._display, b"WM_DELETE_WINDOW", 0)
        self._x.XSendEvent(self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        self._x.XSync(self._display, 0)


class Eye:
    """The pixels of an Xvfb started with -fbdir, as they are at this moment: four bytes each, rows from the top."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        field = lambda i: int.from_bytes(self._memory[4 * i:4 * i + 4], "big")  # of XWDFile.h
        self.width, self.height, self._stride = field(4), field(5), field(12)
        self._pixels = field(0) + field(19) * 12

    def row(self, x, y, width):
        begin = self._pixels + y * self._stride + x * 4
        return self._memory[begin:begin + 4 * width]

    def rows(self, x, y, width, height, count=5):
        """Some rows of a rectangle, evenly spread: enough to see that something changed in it."""
        x, y = max(0, x), max(0, y)
        width, height = min(width, self.width - x), min(height, self.height - y)
        return b"".join(self.row(x, y + height * (2 * i + 1) // (2 * count), width) for i in range(count))

    def sample(self, count=24):
        """Of the whole screen."""
        return self.rows(0, 0, self.width, self.height, count)

    def is_black(self):
        return not any(self.sample(12)[i] for i in range(0, 12 * 4 * self.width, 37))
