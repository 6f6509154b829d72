using System.Diagnostics;
using Uramost.Platform.Figures.Disclosure;

namespace Uramost.Bench;

/// <summary>The audit of a release: municipality × community × gender of 1,146 made-up participants, attacked by somebody outside.</summary>
internal static class Disclosure
{
    private const int People = 1_146, Threshold = 10;

    /// <summary>Suppresses and attacks both sizes.</summary>
    public static void Run(Table table, bool quick)
    {
        Audit(table, [7, 6, 3], 2);
        if (!quick) Audit(table, [38, 6, 3], 60);
    }

    private static void Audit(Table table, int[] sizes, double bar)
    {
        var participants = Participants(new Random(1), sizes);
        var clock = Stopwatch.StartNew();
        if (!CellSuppression.Protect(participants, Threshold)) throw new InvalidOperationException("The table cannot be protected.");
        var suppressed = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var leaks = new DisclosureAttack(new LinkedCells(participants, Threshold)).Leaks(insiders: false).Count;
        var took = clock.Elapsed.TotalSeconds;
        if (leaks > 0) throw new InvalidOperationException($"{leaks} cells leak.");
        var kept = Enumerable.Range(0, participants.Count).Count(participants.IsShown);
        table.Line($"Audit of {string.Join(" × ", sizes)} against an outsider", "", $"≤ {bar:0} s", took <= bar, $"{took:0.00} s; suppression with insiders {suppressed:0.0} s; {kept} of {participants.Count} cells shown");
    }

    private static PublishedTable Participants(Random random, int[] sizes)
    {
        var inner = new long[sizes[0] * sizes[1] * sizes[2]];
        var weights = Enumerable.Range(1, sizes[0]).Select(i => 1.0 / i).ToArray();
        for (var p = 0; p < People; p++)
        {
            var (rest, place) = (random.NextDouble() * weights.Sum(), 0);
            while (place < weights.Length - 1 && (rest -= weights[place]) > 0) place++;
            var community = random.NextDouble() < 0.8 ? (place % 3 == 0 ? 1 : 0) : random.Next(sizes[1]);
            var gender = random.NextDouble() < 0.03 ? 2 : random.Next(2);
            inner[(place * sizes[1] + community) * sizes[2] + gender]++;
        }

        string[] names = ["municipality", "community", "gender"];
        return PublishedTable.FromInner([.. sizes.Select((size, d) => new TableDimension(names[d], [.. Enumerable.Range(0, size).Select(i => $"{names[d]}-{i}")]))], inner);
    }
}
