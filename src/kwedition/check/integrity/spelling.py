"""Which known word is meant by one that is not known."""

from collections.abc import Iterable


def distance(one: str, other: str, limit: int) -> int:
    """Edits between two words, or ``limit + 1`` when they are more.

    Insertions, deletions, substitutions and swaps of neighbours count one each (optimal string alignment).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty string.

    Words that differ in their digits only are neighbours in a series, not misspellings of each other.
    """
    limit = 1 if len(word) < 6 else 2 if len(word) < 12 else 3
    letters = _letters(word)
    if not letters:
        return ""
    best, best_at = "", limit + 1
    given = set(word)
    for candidate in known:
        if candidate.casefold() == word.casefold():
            return candidate
        if abs(len(candidate) - len(word)) > limit or len(given.symmetric_difference(candidate)) > 2 * limit:
            continue
        if _letters(candidate) == letters:
            continue
        at = distance(word, candidate, min(limit, best_at - 1)) if best_at > 1 else best_at
        if at < best_at or (at == best_at and candidate < best and best_at <= limit):
            best, best_at = candidate, at
    return best if best_at <= limit else ""


def _letters(word: str) -> str:
    return "".join(each for each in word if not each.isdigit())
