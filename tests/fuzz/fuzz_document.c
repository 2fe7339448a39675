/* Any bytes as a document: the first one chooses the name, and so the reader. What is read keeps the rules of every
 * document; what is refused says why. */
#include "documents/document.h"

#include <stdlib.h>

#include "tests/unit/document_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a.txt", "a.md", "a.html", "a"};
	struct document doc;
	struct input *in;
	ties_error err = {0};

	if (size == 0)
		return 0;
	const char *name = names[data[0] % (sizeof names / sizeof *names)];
	if (input_open_memory(&in, name, (str){(const char *)data + 1, size - 1}, &err) != TIES_OK)
		abort();
	if (document_read(&doc, in, &err) == TIES_OK) {
		if (document_broken_rule(&doc))
			abort();
		document_finish(&doc);
	} else if (!err.message[0]) {
		abort();
	}
	input_close(in);
	return 0;
}
