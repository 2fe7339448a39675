#include "bench/queries/culture.h"

#include "base/error.h"
#include "base/file.h"

#include <glob.h>
#include <stdio.h>

enum { FILE_MAX = 1 << 20, MAN = 0, WOMAN = 1 };

/* ---- reading --------------------------------------------------------------------------------------- */

/* What men or women bear of "Ivanov/Ivanova". */
static str side(str word, int sex)
{
	size_t slash = str_find_char(word, '/', 0);

	if (slash == SIZE_MAX)
		return word;
	return sex == MAN ? str_slice(word, 0, slash) : str_slice(word, slash + 1, word.len);
}

static bool add_words(str_list list[2], bool men, bool women, str words)
{
	str word;

	while (str_split(&words, ',', &word)) {
		word = str_trim(word);
		if (word.len && ((men && !vec_push(&list[MAN], side(word, MAN))) ||
		                 (women && !vec_push(&list[WOMAN], side(word, WOMAN)))))
			return false;
	}
	return true;
}

static bool add_order(struct culture *c, str value)
{
	size_t space = str_find_char(value, ' ', 0);
	uint64_t share;

	if (c->order_count == ORDERS_MAX || space == SIZE_MAX || !str_to_u64(str_slice(value, 0, space), &share))
		return false;
	c->order[c->order_count].share = (uint32_t)share;
	c->order[c->order_count++].words = str_trim(str_slice(value, space, value.len));
	return true;
}

static bool take_line(struct culture *c, str key, str value)
{
	uint64_t number;

	if (str_is(key, "men"))
		return add_words(c->given, true, false, value);
	if (str_is(key, "women"))
		return add_words(c->given, false, true, value);
	if (str_is(key, "family"))
		return add_words(c->family, true, true, value);
	if (str_is(key, "patronymic"))
		return add_words(c->patronymic, true, true, value);
	if (str_is(key, "order"))
		return add_order(c, value);
	if (str_is(key, "country")) {
		c->country = value;
		return true;
	}
	if (!str_is(key, "rare") || !str_to_u64(value, &number))
		return false;
	c->rare = (uint32_t)number;
	return true;
}

static bool is_vowel(char c)
{
	return c && strchr("aeiouyAEIOUY", c);
}

static bool is_consonant(char c)
{
	return c >= 'a' && c <= 'z' && !is_vowel(c);
}

/* Cuts "Hoffmann" into "Ho", "ffmann": behind a vowel, before a consonant. */
static bool add_syllables(struct syllables *s, str name)
{
	size_t begin = 0;

	if (str_find_char(name, ' ', 0) != SIZE_MAX)
		return true;
	for (size_t i = 1; i < name.len; i++) {
		if (!is_vowel(name.ptr[i - 1]) || !is_consonant(name.ptr[i]))
			continue;
		if (!(begin ? vec_push(&s->inner, str_slice(name, begin, i))
		            : vec_push(&s->first, str_slice(name, 0, i))))
			return false;
		begin = i;
	}
	return !begin || vec_push(&s->last, str_slice(name, begin, name.len));
}

static bool is_whole(const struct culture *c)
{
	return c->order_count && c->country.len && c->given[MAN].len && c->given[WOMAN].len && c->family[MAN].len;
}

static ties_code parse(struct cultures *all, const char *path, str text, ties_error *err)
{
	struct culture *c = &all->list[all->count++];
	const char *name = strrchr(path, '/');
	unsigned number = 0;
	str line;

	c->name = arena_copy(&all->arena, str_from(name ? name + 1 : path));
	c->name.len -= strlen(".txt");
	while (str_split(&text, '\n', &line)) {
		size_t colon = str_find_char(line, ':', 0);
		number++;
		if (!line.len || line.ptr[0] == '#')
			continue;
		if (colon == SIZE_MAX ||
		    !take_line(c, str_slice(line, 0, colon), str_trim(str_slice(line, colon + 1, line.len))))
			return error_at(err, TIES_ERR_FORMAT, path, number, "no line of a list of names");
	}
	for (int sex = MAN; sex <= WOMAN; sex++)
		for (size_t i = 0; i < c->family[sex].len; i++)
			if (!add_syllables(&c->syllables[sex], c->family[sex].ptr[i]))
				return error_nomem(err);
	return is_whole(c) ? TIES_OK : error_at(err, TIES_ERR_FORMAT, path, 0, "a list is missing");
}

ties_code cultures_read(struct cultures *out, const char *folder, ties_error *err)
{
	char pattern[4096];
	glob_t found;
	ties_code rc = TIES_OK;

	*out = (struct cultures){0};
	snprintf(pattern, sizeof pattern, "%s/*.txt", folder);
	if (glob(pattern, 0, NULL, &found) != 0)
		return error_set(err, TIES_ERR_NOT_FOUND, "%s: no lists of names", pattern);
	for (size_t i = 0; rc == TIES_OK && i < found.gl_pathc && out->count < CULTURES_MAX; i++) {
		struct buf text = {0};
		rc = file_read(&text, found.gl_pathv[i], FILE_MAX, err);
		if (rc == TIES_OK)
			rc = parse(out, found.gl_pathv[i], arena_copy(&out->arena, buf_str(&text)), err);
		buf_finish(&text);
	}
	globfree(&found);
	return rc;
}

void cultures_finish(struct cultures *all)
{
	for (size_t i = 0; i < all->count; i++) {
		for (int sex = MAN; sex <= WOMAN; sex++) {
			struct culture *c = &all->list[i];
			vec_finish(&c->given[sex]);
			vec_finish(&c->family[sex]);
			vec_finish(&c->patronymic[sex]);
			vec_finish(&c->syllables[sex].first);
			vec_finish(&c->syllables[sex].inner);
			vec_finish(&c->syllables[sex].last);
		}
	}
	arena_finish(&all->arena);
}

/* ---- drawing ---------------------------------------------------------------------------------------- */

static str common(const str_list *list, struct random *r)
{
	return list->len ? list->ptr[random_rank(r, (uint32_t)list->len)] : STR("");
}

static str any(const str_list *list, struct random *r)
{
	return list->len ? list->ptr[random_below(r, (uint32_t)list->len)] : STR("");
}

static void coin(const struct syllables *s, struct random *r, struct buf *out)
{
	static const uint8_t inners[8] = {0, 0, 1, 1, 1, 1, 1, 2};

	buf_add(out, any(&s->first, r));
	for (uint32_t inner = inners[random_below(r, 8)]; inner > 0; inner--)
		buf_add(out, any(&s->inner, r));
	buf_add(out, any(&s->last, r));
}

void culture_coin(const struct culture *c, struct random *r, struct buf *out)
{
	if (c->rare)
		coin(&c->syllables[MAN], r, out);
	else
		buf_add(out, common(&c->given[MAN], r));
}

static str draw_order(const struct culture *c, struct random *r)
{
	uint32_t sum = 0, at, i = 0;

	for (size_t k = 0; k < c->order_count; k++)
		sum += c->order[k].share;
	for (at = random_below(r, sum); at >= c->order[i].share; i++)
		at -= c->order[i].share;
	return c->order[i].words;
}

static void add_word(const struct culture *c, struct random *r, int sex, str word, enum family_kind kind,
                     struct buf *out)
{
	if (str_is(word, "given")) {
		buf_add(out, common(&c->given[sex], r));
	} else if (str_is(word, "father")) {
		buf_add(out, common(&c->given[MAN], r));
	} else if (str_is(word, "initial")) {
		buf_add(out, str_slice(common(&c->given[sex], r), 0, 1));
		buf_add_char(out, '.');
	} else if (str_is(word, "patronymic")) {
		buf_add(out, common(&c->patronymic[sex], r));
	} else if (!str_is(word, "family")) {
		buf_add(out, word);
	} else if (kind == FAMILY_ANY && random_chance(r, c->rare)) {
		coin(&c->syllables[sex], r, out);
	} else {
		buf_add(out, common(&c->family[sex], r));
	}
}

void culture_person(const struct culture *c, struct random *r, enum family_kind kind, struct buf *out)
{
	int sex = random_chance(r, 50) ? MAN : WOMAN;
	str words = draw_order(c, r), word;

	for (bool joined = true; str_split(&words, ' ', &word); joined = str_ends(word, STR("-"))) {
		if (!joined)
			buf_add_char(out, ' ');
		add_word(c, r, sex, word, kind, out);
	}
}
