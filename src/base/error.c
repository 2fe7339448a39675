#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

ties_code error_set(ties_error *err, ties_code code, const char *format, ...)
{
	if (err) {
		va_list args;
		va_start(args, format);
		err->code = code;
		vsnprintf(err->message, sizeof err->message, format, args);
		va_end(args);
	}
	return code;
}

ties_code error_at(ties_error *err, ties_code code, const char *path, uint64_t line, const char *format, ...)
{
	if (err) {
		va_list args;
		int n = line ? snprintf(err->message, sizeof err->message, "%s:%llu: ", path, (unsigned long long)line)
		             : snprintf(err->message, sizeof err->message, "%s: ", path);
		size_t used = n < 0 ? 0 : (size_t)n < sizeof err->message ? (size_t)n : sizeof err->message - 1;
		va_start(args, format);
		err->code = code;
		vsnprintf(err->message + used, sizeof err->message - used, format, args);
		va_end(args);
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
