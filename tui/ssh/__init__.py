"""The SSH door: an SSH server of our own, with no shell behind it.

A clerk's ``ssh`` shows the app, a command behind the address is answered like on the command line, and SFTP shows the
own department's trays. Who comes in, and which desk the person is shown to, is decided before anything else; what can
be done there is decided by the desk.
"""
