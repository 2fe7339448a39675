/* What came out, compared with a file byte by byte. `TIES_UPDATE=1` in front of a test writes those files anew; read
 * the difference before keeping it. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "tests/unit/unit.h"

#include "base/file.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

/** Compares what was written with tests/cases/report/NAME, then frees it. */
static inline void golden(struct report_out *out, const char *name)
{
	struct buf expected = {0};
	char path[512];
	ties_error err;

	assert_false(out->buf.failed);
	snprintf(path, sizeof path, "%s/tests/cases/report/%s", TIES_SOURCE_DIR, name);
	if (getenv("TIES_UPDATE")) {
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(out->buf.ptr, 1, out->buf.len, file), out->buf.len);
		assert_int_equal(fclose(file), 0);
	} else if (file_read(&expected, path, 1 << 20, &err)) {
		fail_msg("%s", err.message);
	} else if (!str_equal(buf_str(&expected), buf_str(&out->buf))) {
		fail_msg("%s differs; the new text is:\n%s", path, buf_cstr(&out->buf));
	}
	buf_finish(&expected);
	buf_finish(&out->buf);
}

/** The same with what lies between two marks; frees `out`. */
static inline void golden_between(struct report_out *out, const char *begin, const char *end, const char *name)
{
	str all = buf_str(&out->buf);
	size_t from = str_find(all, str_from(begin), 0), to = str_find(all, str_from(end), from);
	struct report_out part = {0};

	buf_add(&part.buf, str_slice(all, from, to));
	golden(&part, name);
	buf_finish(&out->buf);
}

#endif
