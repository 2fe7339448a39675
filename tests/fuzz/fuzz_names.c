/* Names: two of them out of any bytes, split at the first line end, parsed under the rules that the first byte says.
 * Scores are shares, the same both ways; a name is itself; names that score enough for retrieval share a key. */
#include "names/names.h"
#include "tests/prop/keys_meet.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		abort();
}

static void check_form(const struct name_form *f, str name)
{
	check(f->count > 0 && f->count <= NAME_TOKENS_MAX);
	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		check(t->text.len > 0 && t->text.len <= 63 && t->weight > 0 && t->weight <= 1);
		check(t->start < t->end && t->end <= name.len);
	}
}

static bool keys_meet(const struct name_form *a, const struct name_form *b)
{
	static struct name_key x[NAME_KEYS_MAX], y[NAME_KEYS_MAX];
	static char text[2][NAME_KEY_TEXT_MAX];
	size_t n = name_keys(a, x, text[0]), m = name_keys(b, y, text[1]);

	check(n > 0 && m > 0);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < m; j++) {
			if (!name_keys_near(&x[i], &y[j]))
				continue;
			check(key_is_found(&x[i], &y[j]) || (x[i].class && x[i].class == y[j].class));
			return true;
		}
	}
	return false;
}

static void check_pair(const struct name_form *a, const struct name_form *b)
{
	static struct name_alignment out;
	double score = name_compare(a, b, &out);

	check(score >= 0 && score <= 1);
	check(out.score == score && out.count > 0 && out.count <= 2 * NAME_TOKENS_MAX);
	check(name_compare(b, a, NULL) == score);
	check(score < NAME_RETRIEVAL_FLOOR || keys_meet(a, b));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];
	str text = {(const char *)data, size};

	if (size == 0)
		return 0;
	unsigned kinds = data[0];
	size_t end = str_find_char(text, '\n', 1);
	str a = str_slice(text, 1, end), b = str_slice(text, end == SIZE_MAX ? size : end + 1, size);
	size_t n = name_parse(a, kinds % 4, STR(""), NULL, left),
	       m = name_parse(b, kinds / 4 % 4, STR(""), NULL, right);
	check(n <= NAME_FORMS_MAX && m <= NAME_FORMS_MAX);
	for (size_t i = 0; i < n; i++) {
		check_form(&left[i], a);
		check(name_compare(&left[i], &left[i], NULL) == 1);
		for (size_t j = 0; j < m; j++)
			check_pair(&left[i], &right[j]);
	}
	for (size_t j = 0; j < m; j++)
		check_form(&right[j], b);
	return 0;
}
