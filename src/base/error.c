#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* A message that had to be cut ends with a whole character. */
static void drop_cut_character(char *message, size_t len)
{
	while (len && ((unsigned char)message[len - 1] & 0xC0) == 0x80)
		len--;
	if (len && ((unsigned char)message[len - 1] & 0x80))
		len--;
	message[len] = '\0';
}

ties_code error_set(ties_error *err, ties_code code, const char *format, ...)
{
	if (err) {
		char message[sizeof err->message]; /* the old message may be an argument of the new one */
		va_list args;
		va_start(args, format);
		int len = vsnprintf(message, sizeof message, format, args);
		va_end(args);
		if (len < 0 || (size_t)len >= sizeof message)
			drop_cut_character(message, strnlen(message, sizeof message - 1));
		err->code = code;
		memcpy(err->message, message, sizeof message);
	}
	return code;
}

ties_code error_at(ties_error *err, ties_code code, const char *path, uint64_t line, const char *format, ...)
{
	if (err) {
		char message[sizeof err->message];
		va_list args;
		va_start(args, format);
		vsnprintf(message, sizeof message, format, args);
		va_end(args);
		if (line)
			error_set(err, code, "%s:%llu: %s", path, (unsigned long long)line, message);
		else
			error_set(err, code, "%s: %s", path, message);
	}
	return code;
}

ties_code error_errno(ties_error *err, const char *path, const char *what)
{
	int number = errno;
	ties_code code = number == ENOENT ? TIES_ERR_NOT_FOUND : number == ENOMEM ? TIES_ERR_NOMEM : TIES_ERR_IO;

	return error_set(err, code, "%s: cannot %s: %s", path, what, strerror(number));
}

ties_code error_nomem(ties_error *err)
{
	return error_set(err, TIES_ERR_NOMEM, "out of memory");
}
