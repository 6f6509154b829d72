using System.Globalization;
using Uramost.Platform.Language;
using Xunit;

namespace Uramost.Platform.Tests.Language;

/// <summary>
/// The converter against a text that was published in both scripts. Words are runs of letters; a line's words are paired
/// when they are equal after folding, the first with the first, the second with the second. Words with letters of both scripts are left out.
/// Words that the Cyrillic edition keeps in Latin have their own bar.
/// </summary>
public class ParallelEditionsTests(ITestOutputHelper output)
{
    private sealed record Word(string Text, int Start)
    {
        public bool Cyrillic => Text.Any(c => c is >= '\u0400' and <= '\u04FF');
        public bool Latin => Text.Any(c => char.IsLetter(c) && c is < '\u0400' or > '\u04FF');
        public string Fold => Folding.Fold(Text);
    }

    private static List<Word> Words(string line)
    {
        var words = new List<Word>();
        for (var at = 0; at < line.Length; at++)
        {
            if (!char.IsLetter(line[at])) continue;
            var start = at;
            while (at < line.Length && (char.IsLetter(line[at]) || line[at] is >= '\u0300' and <= '\u036F')) at++;
            words.Add(new(line[start..at], start));
        }
        return words;
    }

    private static IEnumerable<(string From, string To)> Lines()
    {
        var cyrillic = File.ReadAllLines(Testing.Shared.Path("language/ntrex/srp-Cyrl.txt"));
        var latin = File.ReadAllLines(Testing.Shared.Path("language/ntrex/srp-Latn.txt"));
        return cyrillic.Zip(latin);
    }

    // Pairs of places in the two lists of words.
    private static IEnumerable<(int From, int To)> Shared(List<Word> from, List<Word> to)
    {
        var places = to.Select((w, i) => (w, i)).Where(p => !(p.w.Cyrillic && p.w.Latin)).GroupBy(p => p.w.Fold).ToDictionary(g => g.Key, g => new Queue<int>(g.Select(p => p.i)));
        for (var i = 0; i < from.Count; i++)
            if (!(from[i].Cyrillic && from[i].Latin) && places.TryGetValue(from[i].Fold, out var queue) && queue.TryDequeue(out var j))
                yield return (i, j);
    }

    private static List<Word> Converted(string line, List<Word> source, bool toLatin)
    {
        var words = Words(toLatin ? SerbianScript.ToLatin(line) : SerbianScript.ToCyrillic(line));
        Assert.Equal(source.Count, words.Count);
        return words;
    }

    [Fact]
    public void Cyrillic_becomes_the_published_Latin()
    {
        int shared = 0, agreed = 0;
        foreach (var (cyrillic, latin) in Lines())
        {
            List<Word> from = Words(cyrillic), to = Words(latin), converted = Converted(cyrillic, from, toLatin: true);
            foreach (var (i, j) in Shared(from, to))
            {
                shared++;
                if (converted[i].Text == to[j].Text) agreed++;
                else output.WriteLine($"{from[i].Text} -> {converted[i].Text}, published {to[j].Text}");
            }
        }
        Report("Cyrillic to Latin", agreed, shared);
        Assert.True(shared > 10_000);
        Assert.True(agreed >= 0.999 * shared);
    }

    [Fact]
    public void Latin_becomes_the_published_Cyrillic()
    {
        int shared = 0, agreed = 0, all = 0, allAgreed = 0, doubts = 0, words = 0;
        foreach (var (cyrillic, latin) in Lines())
        {
            List<Word> from = Words(latin), to = Words(cyrillic), converted = Converted(latin, from, toLatin: false);
            SerbianScript.ToCyrillic(latin, null, out var doubtful);
            doubts += doubtful.Count; words += from.Count;
            foreach (var (i, j) in Shared(from, to))
            {
                var right = converted[i].Text == to[j].Text;
                all++;
                if (right) allAgreed++;
                if (!right) output.WriteLine($"{from[i].Text} -> {converted[i].Text}, published {to[j].Text}");
                if (to[j].Latin) continue;
                shared++;
                if (right) agreed++;
            }
        }
        Report("Latin to Cyrillic", agreed, shared);
        Report("Latin to Cyrillic, with the words that the Cyrillic edition keeps in Latin", allAgreed, all);
        output.WriteLine($"doubtful: {doubts} of {words} words");
        Assert.True(shared > 10_000);
        Assert.True(agreed >= 0.995 * shared);
        Assert.True(allAgreed >= 0.995 * all);
    }

    [Fact]
    public void Foreign_words_are_kept_or_the_author_is_asked()
    {
        int foreign = 0, kept = 0, asked = 0;
        foreach (var (cyrillic, latin) in Lines())
        {
            List<Word> from = Words(latin), to = Words(cyrillic), converted = Converted(latin, from, toLatin: false);
            SerbianScript.ToCyrillic(latin, null, out var doubtful);
            foreach (var (i, j) in Shared(from, to))
            {
                if (!to[j].Latin) continue;
                foreign++;
                if (converted[i].Text == from[i].Text) kept++;
                else if (doubtful.Any(d => d.Position <= from[i].Start && from[i].Start < d.Position + d.Word.Length)) asked++;
                else output.WriteLine($"lost: {from[i].Text}");
            }
        }
        Report($"foreign words kept ({kept}) or asked about ({asked})", kept + asked, foreign);
        Assert.True(foreign > 200);
        Assert.True(kept + asked >= 0.80 * foreign);
    }

    private void Report(string what, int right, int all)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {right} of {all} = {100.0 * right / all:0.000} %");
        output.WriteLine(line);
        TestContext.Current.AddAttachment(what, line);
    }
}
