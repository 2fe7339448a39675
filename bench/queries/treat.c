#include "bench/queries/treat.h"

#include "text/text.h"

struct letters {
	uint32_t at[TREAT_MAX + 1]; /* code points; room for one more than a name has */
	size_t count;
};

static struct letters decode(str name)
{
	struct letters l = {.count = 0};

	while (name.len && l.count < TREAT_MAX)
		l.at[l.count++] = utf8_next(&name);
	return l;
}

static size_t encode(const struct letters *l, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < l->count && i < TREAT_MAX; i++)
		len += utf8_put(l->at[i], out + len);
	return len;
}

static void insert(struct letters *l, size_t at, uint32_t c)
{
	memmove(l->at + at + 1, l->at + at, (l->count - at) * sizeof *l->at);
	l->at[at] = c;
	l->count++;
}

static void erase(struct letters *l, size_t at)
{
	l->count--;
	memmove(l->at + at, l->at + at + 1, (l->count - at) * sizeof *l->at);
}

static bool is_vowel(uint32_t c)
{
	return c < 128 && c && strchr("aeiouAEIOU", (int)c);
}

/* ---- where a treatment can be applied ---------------------------------------------------------------- */

static bool can_swap(const struct letters *l, size_t i)
{
	return i + 1 < l->count && text_is_letter(l->at[i]) && text_is_letter(l->at[i + 1]) && l->at[i] != l->at[i + 1];
}

static bool can_undouble(const struct letters *l, size_t i)
{
	return i + 1 < l->count && text_is_letter(l->at[i]) && l->at[i] == l->at[i + 1];
}

static bool can_double(const struct letters *l, size_t i)
{
	return text_is_letter(l->at[i]);
}

static bool can_change_vowel(const struct letters *l, size_t i)
{
	return is_vowel(l->at[i]);
}

/* A place out of all where it can be done; SIZE_MAX when there is none. */
static size_t place(struct random *r, const struct letters *l, bool (*can)(const struct letters *, size_t))
{
	size_t found = SIZE_MAX;
	uint32_t seen = 0;

	for (size_t i = 0; i < l->count; i++)
		if (can(l, i) && random_below(r, ++seen) == 0)
			found = i;
	return found;
}

/* ---- treatments: false when nothing changes ------------------------------------------------------------ */

static bool swap(struct random *r, struct letters *l)
{
	size_t i = place(r, l, can_swap);

	if (i == SIZE_MAX)
		return false;
	uint32_t c = l->at[i];
	l->at[i] = l->at[i + 1];
	l->at[i + 1] = c;
	return true;
}

static bool family_first(struct random *, struct letters *l)
{
	struct letters old = *l;
	size_t cut = l->count;

	while (cut > 0 && old.at[cut - 1] != ' ')
		cut--;
	if (cut == 0 || cut == l->count)
		return false;
	l->count = 0;
	for (size_t i = cut; i < old.count; i++)
		l->at[l->count++] = old.at[i];
	l->at[l->count++] = ' ';
	for (size_t i = 0; i + 1 < cut; i++)
		l->at[l->count++] = old.at[i];
	return true;
}

static bool nbsp(struct random *, struct letters *l)
{
	bool changed = false;

	for (size_t i = 0; i < l->count; i++) {
		if (l->at[i] == ' ') {
			l->at[i] = 0xa0;
			changed = true;
		}
	}
	return changed;
}

/* Not ASCII, nor one of the spaces above. */
static bool is_foreign(uint32_t c)
{
	return c >= 128 && c != 0xa0;
}

static size_t count_foreign(const struct letters *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->count; i++)
		n += is_foreign(l->at[i]);
	return n;
}

static bool question(struct random *, struct letters *l)
{
	size_t foreign = count_foreign(l);

	if (!foreign || 2 * foreign > l->count)
		return false;
	for (size_t i = 0; i < l->count; i++)
		if (is_foreign(l->at[i]))
			l->at[i] = '?';
	return true;
}

static bool drop_foreign(struct random *, struct letters *l)
{
	size_t foreign = count_foreign(l);

	if (!foreign || 2 * foreign > l->count)
		return false;
	for (size_t i = l->count; i-- > 0;)
		if (is_foreign(l->at[i]))
			erase(l, i);
	return true;
}

static bool undouble(struct random *r, struct letters *l)
{
	size_t i = place(r, l, can_undouble);

	if (i != SIZE_MAX)
		erase(l, i);
	return i != SIZE_MAX;
}

static bool double_letter(struct random *r, struct letters *l)
{
	size_t i = place(r, l, can_double);

	if (i != SIZE_MAX)
		insert(l, i, l->at[i]);
	return i != SIZE_MAX;
}

static bool change_vowel(struct random *r, struct letters *l)
{
	static const char vowels[] = "aeiou", capitals[] = "AEIOU";
	size_t i = place(r, l, can_change_vowel);

	if (i == SIZE_MAX)
		return false;
	const char *set = strchr(vowels, (int)l->at[i]) ? vowels : capitals;
	size_t old = (size_t)(strchr(set, (int)l->at[i]) - set);
	l->at[i] = (uint32_t)set[(old + 1 + random_below(r, 4)) % 5];
	return true;
}

/* A blank that is neither the first nor the last of the name. */
static bool is_inner_blank(const struct letters *l, size_t i)
{
	bool later = false;

	for (size_t k = i + 1; k < l->count; k++)
		later |= l->at[k] == ' ';
	return i > 0 && l->at[i] == ' ' && later;
}

static bool shorten(struct random *r, struct letters *l)
{
	size_t from = place(r, l, is_inner_blank), to = from;

	if (from == SIZE_MAX)
		return false;
	do
		erase(l, to);
	while (l->at[to] != ' ');
	return true;
}

static const struct {
	const char *name;
	bool (*apply)(struct random *, struct letters *);
} treatments[TREAT_END] = {
    [TREAT_SWAP] = {"swap", swap},
    [TREAT_FAMILY_FIRST] = {"family-first", family_first},
    [TREAT_NBSP] = {"nbsp", nbsp},
    [TREAT_QUESTION] = {"question-marks", question},
    [TREAT_DROP_FOREIGN] = {"non-ascii-dropped", drop_foreign},
    [TREAT_UNDOUBLE] = {"undoubled", undouble},
    [TREAT_DOUBLE] = {"doubled", double_letter},
    [TREAT_VOWEL] = {"vowel", change_vowel},
    [TREAT_SHORTEN] = {"shortened", shorten},
};

const char *treat_name(enum treatment treatment)
{
	return treatments[treatment].name;
}

size_t treat(struct random *r, enum treatment treatment, str name, char out[4 * TREAT_MAX])
{
	struct letters l = decode(name);

	return treatments[treatment].apply(r, &l) ? encode(&l, out) : 0;
}
