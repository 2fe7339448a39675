/* Any bytes as a decisions file: rows, rejects with a reason, or an error that says something; and what is settled is
 * in order, each pair once. */
#include "decisions/decisions.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void note(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	(void)context;
	if (!path || !reason || line == 0 || (row.len && !row.ptr))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decisions d = {0};
	ties_error err = {0};

	if (decisions_read_memory(&d, "d.csv", (str){(const char *)data, size}, note, NULL, &err) != TIES_OK &&
	    !err.message[0])
		abort();
	decisions_settle(&d);
	for (size_t i = 0; i < d.list.len; i++) {
		const struct decision *a = &d.list.ptr[i];
		if (str_compare(a->left, a->right) >= 0 || a->verdict > TIES_UNSURE ||
		    (i && str_compare(a[-1].when, a->when) > 0))
			abort();
		for (size_t k = i + 1; k < d.list.len && k < i + 8; k++)
			if (str_equal(a->left, d.list.ptr[k].left) && str_equal(a->right, d.list.ptr[k].right))
				abort();
	}
	decisions_finish(&d);
	return 0;
}
