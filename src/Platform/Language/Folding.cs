using System.Buffers;
using System.Globalization;
using System.Text;

namespace Uramost.Platform.Language;

/// <summary>A word of a text in its folded form.</summary>
/// <param name="Text">Folded: small ASCII letters and digits where the source is Latin or Cyrillic.</param>
/// <param name="Start">Index of its first UTF-16 unit in the source.</param>
/// <param name="Length">Its UTF-16 units in the source (not in <paramref name="Text"/>: đ is one, dj two).</param>
public readonly record struct FoldedToken(string Text, int Start, int Length);

/// <summary>
/// Folds text for search: both scripts, all diacritics and all cases of a word become one ASCII form, so that what is typed in any of them finds all of them.
/// </summary>
/// <remarks>
/// <para>ë → e, ç č ć → c, š → s, ž → z, đ ђ → dj, dž џ → dz, lj љ → lj, nj њ → nj: each equals what somebody types who has no such key.
/// Đ typed as a plain D is another letter and is not found; neither are other names of a place (Gjakova, Đakovica), which are aliases.</para>
/// <para>Invisible characters and combining marks vanish. In a word with letters of both scripts the look-alikes count as letters of the script
/// to which the rest belongs. Letters of further scripts only become small. Folding what is folded changes nothing.</para>
/// </remarks>
public static class Folding
{
    // Folded form of a UTF-16 unit: first letter in the low 16 bits, second in the high; 0 = dropped; NotInTable = ask Unicode.
    private const uint NotInTable = uint.MaxValue;
    private static readonly uint[] Table = BuildTable();
    private static readonly SearchValues<char> AlreadyFolded = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789 .,-'()/");

    /// <summary>The folded text. Letters are folded; digits, spaces and signs stay, dashes become -, curly apostrophes ', and every space one plain space.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAnyExcept(AlreadyFolded) < 0) return text;
        char[]? rented = null;
        var room = text.Length * MostPerUnit;
        var buffer = room <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(room);
        var folded = new string(buffer[..Fold(text, buffer)]);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return folded;
    }

    /// <summary>How many UTF-16 units the folded form of one can need at most.</summary>
    public const int MostPerUnit = 18;

    /// <summary>Folds into a buffer, without allocation unless a word mixes scripts or has rare letters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folded">Room for <see cref="MostPerUnit"/> times the text's length; in practice twice is enough for Latin and Cyrillic.</param>
    /// <returns>The length of the folded text.</returns>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        int at = 0, length = 0;
        while (at < text.Length)
        {
            if (char.IsAscii(text[at]) && !char.IsAsciiLetter(text[at]))
            {
                Append(text[at] is '\t' or '\n' or '\r' ? ' ' : text[at], folded, ref length);
                at++;
                continue;
            }
            var end = RunEnd(text, at, out var mixed);
            if (end == at) { AppendFolded(text, ref at, folded, ref length); continue; }
            if (mixed)
            {
                var repaired = SerbianLetters.OneScript(text[at..end].ToString()).AsSpan();
                for (var i = 0; i < repaired.Length;) AppendFolded(repaired, ref i, folded, ref length);
                at = end;
            }
            else
                while (at < end) AppendFolded(text, ref at, folded, ref length);
        }
        return length;
    }

    /// <summary>The words of a text, folded, with their positions, for the search index and type-ahead. A word is a run of letters and digits.</summary>
    public static List<FoldedToken> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<FoldedToken>();
        Span<char> buffer = stackalloc char[256];
        var at = 0;
        while (at < text.Length)
        {
            if (!IsWordUnit(text, at)) { at++; continue; }
            var start = at;
            while (at < text.Length && (IsWordUnit(text, at) || IsUnseen(text[at]))) at++;
            var length = at - start;
            while (IsUnseen(text[start + length - 1])) length--;
            var word = text.AsSpan(start, length);
            if (word.IndexOfAnyExceptInRange('a', 'z') < 0) { tokens.Add(new(word.ToString(), start, length)); continue; }
            var folded = length * MostPerUnit <= buffer.Length
                ? new string(buffer[..Fold(word, buffer)])
                : Fold(word.ToString());
            if (folded.Length > 0) tokens.Add(new(folded, start, length));
        }
        return tokens;
    }

    private static bool IsWordUnit(string text, int at)
    {
        var c = text[at];
        return char.IsLetterOrDigit(c) || char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLetterOrDigit(text, at)
            || char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(text[at - 1]) && char.IsLetterOrDigit(text, at - 1);
    }

    // Combining marks and invisible characters: inside a word they do not end it.
    private static bool IsUnseen(char c) => !char.IsAscii(c) && CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.EnclosingMark;

    private static int RunEnd(ReadOnlySpan<char> text, int at, out bool mixed)
    {
        bool latin = false, cyrillic = false;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiLetter(c)) latin = true;
            else if (SerbianLetters.IsCyrillic(c)) cyrillic = true;
            else if (c < 128) break;
            else if (char.IsLetter(c)) latin |= c < '\u0250';
            else if (!IsUnseen(c)) break;
            at++;
        }
        mixed = latin && cyrillic;
        return at;
    }

    private static void Append(char c, Span<char> folded, ref int length)
    {
        if (length == folded.Length) throw new ArgumentException("The buffer is too small for the folded text.", nameof(folded));
        folded[length++] = c;
    }

    private static void AppendFolded(ReadOnlySpan<char> text, ref int at, Span<char> folded, ref int length)
    {
        var c = text[at++];
        var form = c < Table.Length ? Table[c] : NotInTable;
        if (form != NotInTable)
        {
            if (form == 0) return;
            Append((char)(form & 0xFFFF), folded, ref length);
            if (form >> 16 != 0) Append((char)(form >> 16), folded, ref length);
            return;
        }
        if (char.IsSurrogate(c))
        {
            Append(c, folded, ref length);
            return;
        }
        foreach (var unit in Rare(c)) Append(unit, folded, ref length);
    }

    // What Unicode calls compatible, without marks; then our own letters once more (a ligature becomes two letters).
    private static string Rare(char c)
    {
        if (IsUnseen(c)) return "";
        if (char.IsWhiteSpace(c)) return " ";
        if (c is '\u2018' or '\u2019') return "'";
        if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation) return "-";
        var parts = c.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(parts.Length);
        foreach (var part in parts)
        {
            if (IsUnseen(part)) continue;
            var form = part < Table.Length ? Table[part] : NotInTable;
            if (form == NotInTable) folded.Append(char.ToLowerInvariant(part));
            else if (form != 0)
            {
                folded.Append((char)(form & 0xFFFF));
                if (form >> 16 != 0) folded.Append((char)(form >> 16));
            }
        }
        return folded.ToString();
    }

    private static uint[] BuildTable()
    {
        var table = new uint[0x530];
        Array.Fill(table, NotInTable);
        for (var c = 0; c < 128; c++) table[c] = char.ToLowerInvariant((char)c);
        table['\t'] = table['\n'] = table['\r'] = ' ';
        // Accented Latin: the letter without its marks.
        for (var c = 0x00C0; c < 0x0250; c++)
        {
            var parts = ((char)c).ToString().Normalize(NormalizationForm.FormD);
            if (parts.Length > 1 && char.IsAsciiLetter(parts[0])) table[c] = char.ToLowerInvariant(parts[0]);
        }
        foreach (var pair in ("đ=dj ð=dj ø=o ł=l ħ=h ı=i ŧ=t ß=ss æ=ae œ=oe þ=th ĳ=ij ŋ=ng ŀ=l ƶ=z ɇ=e ǆ=dz ǉ=lj ǌ=nj ǳ=dz ə=e " +
            "а=a б=b в=v г=g д=d ђ=dj е=e ж=z з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=c у=u ф=f х=h ц=c ч=c џ=dz ш=s " +
            "ѓ=gj ќ=kj ѕ=dz й=j ё=e щ=sc ы=y э=e ю=ju я=ja і=i ї=ji є=je ґ=g ў=u ѐ=e ѝ=i ѣ=e").Split(' '))
        {
            uint form = pair[2] | (pair.Length > 3 ? (uint)pair[3] << 16 : 0);
            if (pair[0] < table.Length) table[pair[0]] = form;
            var capital = char.ToUpperInvariant(pair[0]);
            if (capital < table.Length && capital >= 128) table[capital] = form;
        }
        table['ǅ'] = table['ǆ']; table['ǈ'] = table['ǉ']; table['ǋ'] = table['ǌ']; table['ǲ'] = table['ǳ'];
        table['ъ'] = table['ь'] = table['Ъ'] = table['Ь'] = 0;
        for (var c = 0x0300; c < 0x0370; c++) table[c] = 0;
        for (var c = 0x0483; c < 0x048A; c++) table[c] = 0;
        table['\u00AD'] = 0;
        table['\u00A0'] = ' ';
        table['ʼ'] = table['´'] = '\'';
        return table;
    }
}
