using System.Buffers;
using System.Text;
using Uramost.Platform.Files;

namespace Uramost.Platform.Tables;

/// <summary>
/// Finds out how a text file is encoded: a byte-order mark, valid UTF-8, UTF-16 by its zeros, or the Windows code page under which the
/// bytes above 127 make the letters of Serbian and Albanian.
/// </summary>
internal static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private const string LatinLetters = "čćđšžČĆĐŠŽëçËÇ";
    private const string LatinNeighbours = "áéíóöőúüűäßâăîńňřťďľĺôûèêàùïñøåæÁÉÍÓÖŐÚÜŰÄÂ";
    private const string Marks = "„“”‚‘’–—…«»§°€ ";
    private const string Cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ";
    private const string OtherCyrillic = "йъыьэюящіїєґЙЪЫЬЭЮЯЩ";

    /// <summary>The encoding of the whole of <paramref name="source"/>; its position is 0 afterwards.</summary>
    /// <exception cref="FileRefusedException"><c>sheet-encoding</c> with the names of the code pages that are about equally likely.</exception>
    public static Encoding Detect(Stream source)
    {
        var (high, utf8) = Sample(source);
        source.Position = 0;
        var head = new byte[(int)Math.Min(source.Length, 512)];
        source.ReadExactly(head);
        source.Position = 0;
        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return utf8 ? Encoding.UTF8 : throw new FileRefusedException("damaged");
        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        if (utf8) return Encoding.UTF8;
        return FromLetters(high);
    }

    /// <summary>Whether the file is UTF-8 throughout, and up to 64 kB of the words with bytes above 127.</summary>
    private static (byte[] Words, bool Utf8) Sample(Stream source)
    {
        source.Position = 0;
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var buffer = new byte[1 << 16];
        var chars = new char[1 << 16];
        var words = new MemoryStream();
        var word = new List<byte>();
        var (utf8, high) = (true, false);
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (utf8)
            {
                try { decoder.GetChars(buffer, 0, read, chars, 0, flush: source.Position >= source.Length); }
                catch (DecoderFallbackException) { utf8 = false; }
            }
            for (var i = 0; i < read && words.Length < 65_536; i++)
            {
                var b = buffer[i];
                if (b >= 128 || char.IsAsciiLetter((char)b))
                {
                    if (word.Count < 200) word.Add(b);
                    high |= b >= 128;
                    continue;
                }
                if (high) words.Write([.. word, 32]);
                word.Clear();
                high = false;
            }
        }
        if (high) words.Write([.. word, 32]);
        return (words.ToArray(), utf8);
    }

    private static Encoding FromLetters(byte[] words)
    {
        var scored = new[] { 1250, 1251, 1252 }.Select(page => (Page: page, Score: Score(Encoding.GetEncoding(page).GetString(words), page == 1251), Text: Encoding.GetEncoding(page).GetString(words)))
            .OrderByDescending(x => x.Score).ToList();
        var (best, second) = (scored[0], scored[1]);
        if (best.Text == second.Text) return Encoding.GetEncoding(best.Page);
        // Only letters that the pages read differently can tell; less than a quarter each is a question for the one who knows the text.
        var differing = best.Text.Zip(second.Text).Count(p => p.First != p.Second);
        if (best.Score > 0 && best.Score - second.Score >= Math.Max(0.75, differing * 0.25)) return Encoding.GetEncoding(best.Page);
        var possible = scored.Where(x => x.Score > best.Score - Math.Max(2, differing * 0.5)).Select(x => "windows-" + x.Page);
        throw new FileRefusedException("sheet-encoding", string.Join(", ", possible));
    }

    /// <summary>A letter of the two languages counts for its page, anything that does not belong into a word counts against it.</summary>
    private static double Score(string text, bool cyrillic)
    {
        double score = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var ascii = word.Count(char.IsAsciiLetter);
            foreach (var c in word)
            {
                if (char.IsAsciiLetter(c)) continue;
                if (Marks.Contains(c)) score -= 0.2;
                else if (cyrillic) score += Cyrillic.Contains(c) ? ascii == 0 ? 1 : -1 : OtherCyrillic.Contains(c) ? -0.5 : -1;
                else if (LatinLetters.Contains(c)) score += ascii > 0 || word.Length == 1 ? 1 : -0.5;
                else if (LatinNeighbours.Contains(c)) score += ascii > 0 ? 0.2 : -0.5;
                else score -= 1;
            }
        }
        return score;
    }
}
