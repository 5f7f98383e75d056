"""Parts of screens, each ignorant of the screen that it sits in: values down, messages up."""
