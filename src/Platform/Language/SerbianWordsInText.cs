using System.Globalization;
using System.Text;

namespace Uramost.Platform.Language;

/// <summary>Converts the words of one text, one after the other; it knows the neighbours of each.</summary>
internal sealed class SerbianWordsInText(string text, bool toLatin, IReadOnlyDictionary<string, string> settled, List<DoubtfulWord>? doubtful)
{
    private readonly Dictionary<string, string>? settledSmall = settled.Count == 0 ? null : Small(settled);
    private const int Far = 64; // how far a neighbour may be: a line of single letters must not be read again for each of them
    private int foreignEnd = -1; // where the last word ended that stayed foreign

    private static Dictionary<string, string> Small(IReadOnlyDictionary<string, string> settled)
    {
        var small = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, form) in settled)
            if (word == word.ToLowerInvariant()) small[word] = form;
        return small;
    }

    /// <summary>Converts text[start..end] onto the output.</summary>
    internal void Convert(int start, int end, StringBuilder output)
    {
        var at = start;
        while (at < end)
        {
            if (!SerbianLetters.IsLetter(text[at])) { output.Append(text[at++]); continue; }
            var stop = WordEnd(at, end);
            ConvertWord(at, stop, output);
            at = stop;
        }
    }

    // A word is letters, their accents, and apostrophes between letters.
    private int WordEnd(int at, int end)
    {
        while (at < end)
        {
            var c = text[at];
            if (SerbianLetters.IsLetter(c) || SerbianLetters.IsMark(c)) { at++; continue; }
            if (IsApostrophe(c) && at + 1 < end && SerbianLetters.IsLetter(text[at + 1])) { at++; continue; }
            break;
        }
        return at;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';

    private void ConvertWord(int start, int end, StringBuilder output)
    {
        var word = text[start..end];
        if (Settled(word) is { } form) { output.Append(form); return; }

        bool cyrillic = false, latin = false;
        foreach (var c in word)
            if (SerbianLetters.IsLetter(c)) { if (SerbianLetters.IsCyrillic(c)) cyrillic = true; else latin = true; }

        if (cyrillic && latin)
        {
            output.Append(word);
            if (doubtful is null) return;
            var repaired = SerbianLetters.OneScript(word);
            var ofCyrillic = repaired.Any(SerbianLetters.IsCyrillic);
            Ask(word, start, Doubt.MixedScripts, word,
                repaired.Any(c => char.IsLetter(c) && SerbianLetters.IsCyrillic(c) != ofCyrillic) ? word
                : ofCyrillic != toLatin ? repaired
                : toLatin ? SerbianScript.ToLatin(repaired) : SerbianScript.ToCyrillic(repaired));
        }
        else if (toLatin && cyrillic) CyrillicWord(word, start, output);
        else if (!toLatin && latin) LatinWord(word, start, end, output);
        else output.Append(word);
    }

    private string? Settled(string word)
    {
        if (settledSmall is null) return null;
        if (settled.TryGetValue(word, out var form)) return form;
        var small = word.ToLowerInvariant();
        if (!settledSmall.TryGetValue(small, out form)) return null;
        if (form == small) return word;
        if (word.Length > 1 && word == word.ToUpperInvariant()) return form.ToUpperInvariant();
        return char.IsUpper(word[0]) ? char.ToUpperInvariant(form[0]) + form[1..] : form;
    }

    private void Ask(string word, int start, Doubt reason, string written, string proposed) =>
        doubtful?.Add(new DoubtfulWord(word, start, reason, written, proposed));

    // ---- Cyrillic to Latin

    private void CyrillicWord(string word, int start, StringBuilder output)
    {
        foreach (var c in word)
        {
            if (SerbianLetters.IsMark(c) || IsApostrophe(c) || SerbianLetters.IsSerbianCyrillic(c)) continue;
            // Another Cyrillic alphabet: transcribing Russian or Macedonian is not changing the script.
            output.Append(word);
            Ask(word, start, Doubt.Foreign, word, word);
            return;
        }
        var from = output.Length;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (SerbianLetters.IsMark(c) || IsApostrophe(c)) { output.Append(c); continue; }
            var latin = SerbianLetters.Latin(c);
            if (latin.Length == 2 && !SerbianLetters.IsMark(latin[1]) && char.IsUpper(c) && !InCapitals(start + i)) output.Append(latin[0]).Append(char.ToLowerInvariant(latin[1]));
            else output.Append(latin);
        }
        if (word.Any(SerbianLetters.IsMark) || word.Any(c => c is 'ѐ' or 'ѝ'))
        {
            var composed = output.ToString(from, output.Length - from).Normalize(NormalizationForm.FormC);
            output.Length = from;
            output.Append(composed);
        }
        if (doubtful is not null && word.Length > 1 && word.All(c => c == 'Х'))
            Ask(word, start, Doubt.Numeral, new string('H', word.Length), new string('X', word.Length));
    }

    /// <summary>Is the capital Љ, Њ or Џ at this place written among capitals? Its neighbours decide: the next letter of the word, else the one before, else the words beside it.</summary>
    private bool InCapitals(int at)
    {
        var next = at + 1;
        while (next < text.Length && SerbianLetters.IsMark(text[next])) next++;
        if (next < text.Length && SerbianLetters.IsLetter(text[next])) return char.IsUpper(text[next]);
        var before = at - 1;
        while (before >= 0 && SerbianLetters.IsMark(text[before])) before--;
        if (before >= 0 && SerbianLetters.IsLetter(text[before])) return char.IsUpper(text[before]);
        // A single letter: an initial (Љ. Н. Поповић), a letter's name (Џ-а), or a word of a line in capitals (Љ. МАРКОВИЋ).
        if (Neighbour(next, +1) is { } right) return right;
        return Neighbour(before, -1) ?? false;
    }

    // Is the nearest word of two letters or more in capitals? Null where there is none in this line, or it has no capital at all to tell by.
    private bool? Neighbour(int at, int step)
    {
        for (var steps = 0; steps < Far && at >= 0 && at < text.Length && text[at] is not '\n'; steps++)
        {
            if (!SerbianLetters.IsLetter(text[at])) { at += step; continue; }
            int end = at, capitals = 0, letters = 0;
            while (end >= 0 && end < text.Length && (SerbianLetters.IsLetter(text[end]) || SerbianLetters.IsMark(text[end])))
            {
                if (SerbianLetters.IsLetter(text[end])) { letters++; if (char.IsUpper(text[end])) capitals++; }
                end += step;
            }
            if (letters > 1 || capitals == 0) return capitals == letters;
            at = end;
        }
        return null;
    }

    // ---- Latin to Cyrillic

    private void LatinWord(string written, int start, int end, StringBuilder output)
    {
        var word = Composed(written);
        var small = word.ToLowerInvariant();
        var capitals = small.Length > 1 && word.All(c => !char.IsLower(c));

        if (IsNumeral(word, start, end))
        {
            output.Append(written);
            return;
        }

        bool hyphenBefore = start > 0 && text[start - 1] == '-' && start > 1 && SerbianLetters.IsLetter(text[start - 2]);
        if (hyphenBefore && SerbianLexicon.IsEnding(small) && !capitals) { output.Append(ToCyrillic(word, 0)); return; }

        if (capitals && SerbianLexicon.IsLatinCapitals(word) && !LineInCapitals(start, end)) { Keep(written, end, output); return; }
        if (SerbianLexicon.IsForeign(small) && !(capitals && LineInCapitals(start, end)) || IsCamel(word)) { Keep(written, end, output); return; }

        var seam = SerbianLexicon.Seam(small);
        var bare = Bare(small);
        // Who writes č or đ writes Serbian: then only a letter that Serbian lacks keeps the word (Ćinghaj is a transcription).
        if (SerbianLexicon.HasForeignLetter(bare) || seam < 0 && (HasForeignApostrophe(small)
            || !SerbianLexicon.HasSerbianLetter(bare) && SerbianLexicon.HasForeignSpelling(bare)))
        {
            Keep(written, end, output);
            Ask(written, start, Doubt.Foreign, written, ConvertibleOrSelf(word));
            return;
        }
        // The part behind a hyphen goes with a foreign part before it: wild-card.
        if (hyphenBefore && foreignEnd == start - 1)
        {
            Keep(written, end, output);
            Ask(written, start, Doubt.Foreign, written, ToCyrillic(word, Math.Max(0, seam)));
            return;
        }

        var likely = seam < 0 ? SerbianLexicon.LikelySeam(small) : 0;
        // An unknown word on pod-, pred- before ž is more often a prefix than a dž; on od-, nad- the dž words (odžak, nadžak) prevail.
        var chosen = seam >= 0 ? seam : likely > 0 && (small.StartsWith("podž", StringComparison.Ordinal) || small.StartsWith("predž", StringComparison.Ordinal)) ? likely : 0;
        var form = ToCyrillic(word, chosen);
        output.Append(form);
        if (doubtful is null) return;
        if (likely > 0) Ask(written, start, Doubt.Seam, form, ToCyrillic(word, chosen == likely ? 0 : likely));
        else if (SerbianLexicon.LooksLikeBareDj(small)) Ask(written, start, Doubt.BareDj, form, ToCyrillic(WithStroke(word), 0));
        else if (capitals && small.Length <= 6 && !SerbianLexicon.IsSerbianCapitals(word) && !LineInCapitals(start, end)) Ask(written, start, Doubt.Capitals, form, written);
        else if (seam < 0 && (SerbianLexicon.LooksForeign(bare) || SerbianLexicon.HasForeignSpelling(bare) || NextToForeign(start, word))) Ask(written, start, Doubt.Foreign, form, written);
    }

    private void Keep(string written, int end, StringBuilder output)
    {
        output.Append(written);
        foreignEnd = end;
    }

    // A word with a capital right behind a foreign one is often part of the same name: Morning Star.
    private bool NextToForeign(int start, string word) =>
        char.IsUpper(word[0]) && foreignEnd > 0 && start - foreignEnd == 1 && text[foreignEnd] == ' ';

    private static string ConvertibleOrSelf(string word)
    {
        foreach (var c in word)
            if (!SerbianLetters.IsMark(c) && !SerbianLetters.TryCyrillic(c, out _)) return word;
        return ToCyrillic(word, 0);
    }

    /// <summary>Letters with their carons and acutes in one piece; Serbian stress marks on vowels apart from them (an acute or grave only if it was typed apart: á is foreign).</summary>
    private static string Composed(string word)
    {
        if (System.Text.Ascii.IsValid(word)) return word;
        var composed = new StringBuilder();
        var typedApart = word.Any(SerbianLetters.IsMark);
        foreach (var c in word.Normalize(NormalizationForm.FormC))
        {
            if ("ȁȃȅȇȉȋȍȏȕȗȑȓâêîôûȀȂȄȆȈȊȌȎȔȖȐȒÂÊÎÔÛ".Contains(c) || typedApart && "áàéèíìóòúùÁÀÉÈÍÌÓÒÚÙ".Contains(c)) composed.Append(c.ToString().Normalize(NormalizationForm.FormD));
            else if (c is 'ǆ') composed.Append("dž");
            else if (c is 'ǅ') composed.Append("Dž");
            else if (c is 'Ǆ') composed.Append("DŽ");
            else if (c is 'ǉ') composed.Append("lj");
            else if (c is 'ǈ') composed.Append("Lj");
            else if (c is 'Ǉ') composed.Append("LJ");
            else if (c is 'ǌ') composed.Append("nj");
            else if (c is 'ǋ') composed.Append("Nj");
            else if (c is 'Ǌ') composed.Append("NJ");
            else composed.Append(c);
        }
        return composed.ToString();
    }

    private static string Bare(string small) =>
        small.Any(c => SerbianLetters.IsMark(c) || IsApostrophe(c)) ? string.Concat(small.Where(c => !SerbianLetters.IsMark(c) && !IsApostrophe(c))) : small;

    private static bool HasForeignApostrophe(string small)
    {
        for (var i = 1; i < small.Length - 1; i++)
            if (IsApostrophe(small[i]))
                if (small.AsSpan(i + 1) is "s" or "t" or "m" or "re" or "ve" or "ll" or "d" || small.AsSpan(0, i) is "l" or "qu" or "i") return true;
        return false;
    }

    private static bool IsCamel(string word)
    {
        for (var i = 1; i < word.Length; i++)
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]) && !(i == word.Length - 1 && word.Length <= 3)) return !IsMixedAbbreviation(word);
        return false;
    }

    // BiH, KiM: abbreviations with a small "and" inside.
    private static bool IsMixedAbbreviation(string word) => SerbianLexicon.IsSerbianCapitals(word);

    private static string ToCyrillic(string word, int seam)
    {
        var converted = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (i + 1 < word.Length && i + 1 != seam && SerbianLetters.Digraph(c, word[i + 1]) is var digraph and not '\0')
            {
                converted.Append(digraph);
                i++;
            }
            else converted.Append(SerbianLetters.TryCyrillic(c, out var cyrillic) ? cyrillic : c);
        }
        return converted.ToString();
    }

    private static string WithStroke(string word) =>
        word.Replace("dj", "đ", StringComparison.Ordinal).Replace("Dj", "Đ", StringComparison.Ordinal).Replace("DJ", "Đ", StringComparison.Ordinal);

    // ---- Roman numerals

    private bool IsNumeral(string word, int start, int end)
    {
        if (!Numeral.IsRoman(word)) return false;
        if (LineInCapitals(start, end) && word is "I" or "DI" or "LI" or "MI" or "VI") return false;
        if (word.Length > 1) return word.All(c => c is 'I' or 'V' or 'X') || word.Length >= 3 && word.Any(c => c is 'X' or 'V');
        if (word is not ("I" or "V" or "X")) return false;
        if (word is "X") return true;
        // "V. Petrović" is an initial, "Glava V." a numeral; a sentence that begins with "I" says "and".
        if (end + 2 < text.Length && text[end] == '.' && text[end + 1] == ' ' && char.IsUpper(text[end + 2])) return false;
        return !AtSentenceStart(start);
    }

    private bool AtSentenceStart(int start)
    {
        for (var i = start - 1; i >= 0; i--)
        {
            var c = text[i];
            if (c is '\n') return true;
            if (char.IsLetterOrDigit(c) || c is ',' or ';' or ')') return false;
            if (c is '.' or '!' or '?' or ':' or '…' or '„' or '“' or '"' or '–' or '—' or '•' or '(' or '>') return true;
        }
        return true;
    }

    // Are the words beside this one in capitals too (a heading, a cry)? Then its capitals say nothing.
    private bool LineInCapitals(int start, int end) =>
        (Beside(end, +1) ?? Beside(start - 1, -1)) == true && (Beside(start - 1, -1) ?? true);

    private bool? Beside(int at, int step)
    {
        for (var steps = 0; steps < Far && at >= 0 && at < text.Length && text[at] is not ('\n' or '.' or '!' or '?'); steps++)
        {
            if (!SerbianLetters.IsLetter(text[at])) { at += step; continue; }
            int stop = at, capitals = 0, letters = 0;
            while (stop >= 0 && stop < text.Length && (SerbianLetters.IsLetter(text[stop]) || SerbianLetters.IsMark(text[stop])))
            {
                if (SerbianLetters.IsLetter(text[stop])) { letters++; if (char.IsUpper(text[stop])) capitals++; }
                stop += step;
            }
            if (letters == 1 && capitals == 1) { at = stop; continue; }
            var beside = step > 0 ? text[at..stop] : text[(stop + 1)..(at + 1)];
            return capitals == letters && letters > 1 && !SerbianLexicon.IsSerbianCapitals(beside) && !SerbianLexicon.IsLatinCapitals(beside);
        }
        return null;
    }
}

internal static class Numeral
{
    /// <summary>Is this a well-formed Roman numeral in capitals (I to MMMCMXCIX)?</summary>
    internal static bool IsRoman(string word)
    {
        if (word.Length is 0 or > 15) return false;
        var rest = word.AsSpan();
        Take(ref rest, "MMM", "MM", "M");
        Take(ref rest, "CM", "DCCC", "DCC", "DC", "D", "CD", "CCC", "CC", "C");
        Take(ref rest, "XC", "LXXX", "LXX", "LX", "L", "XL", "XXX", "XX", "X");
        Take(ref rest, "IX", "VIII", "VII", "VI", "V", "IV", "III", "II", "I");
        return rest.IsEmpty;

        static void Take(ref ReadOnlySpan<char> rest, params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
                if (rest.StartsWith(part, StringComparison.Ordinal)) { rest = rest[part.Length..]; return; }
        }
    }
}
