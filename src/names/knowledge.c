/* Finds words in the generated tables. */
#include "names/knowledge.h"

/* Eight bytes each. */
static bool are_equal(const char *a, const char *b)
{
	return str_eight((str){a, 8}) == str_eight((str){b, 8});
}

/* Behind equal heads: is the text, of eight bytes and more, that of the row? */
static bool is_text_of(const struct knowledge_word *row, str text)
{
	str own = knowledge_text(row->text);

	if (own.len != text.len)
		return false;
	for (size_t at = 8; at + 8 < text.len; at += 8)
		if (!are_equal(own.ptr + at, text.ptr + at))
			return false;
	return are_equal(own.ptr + own.len - 8, text.ptr + text.len - 8);
}

bool knowledge_is_patronymic(str word)
{
	const uint16_t *first = &knowledge_patronymic_first[word.len ? word.ptr[word.len - 1] & 31 : 0];
	uint64_t tail = knowledge_tail(word);

	for (uint32_t i = first[0]; i < first[1]; i++) {
		const struct knowledge_ending *ending = &knowledge_patronymics[i];
		if ((tail ^ ending->letters) >> 8 * (8 - ending->len) == 0 && word.len >= ending->len + 2u)
			return true;
	}
	return false;
}

/* Words have no zero bytes, so that shorter ones differ from all others by their heads. */
const struct knowledge_word *knowledge_find(str word)
{
	uint64_t head = str_eight(word), hash = knowledge_hash(word, head);
	uint32_t slot;

	for (uint32_t at = knowledge_slot(hash); (slot = knowledge_slots[at]) != 0; at = (at + 1) % KNOWLEDGE_SLOTS) {
		const struct knowledge_word *row = knowledge_row(slot);
		if ((slot ^ knowledge_tag(hash)) >> KNOWLEDGE_NUMBER_BITS == 0 && row->head == head &&
		    (word.len < 8 || is_text_of(row, word)))
			return row;
	}
	return NULL;
}
