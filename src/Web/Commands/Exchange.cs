using System.Text.Encodings.Web;
using System.Text.Json;
using Uramost.Exchange.Matching;
using Uramost.Platform.Places;

namespace Uramost.Web.Commands;

/// <summary>Matches the companies of a file. Needs no workspace.</summary>
internal static class Exchange
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary><c>exchange match FILE [--json]</c>.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        if (call.Words is not ["match", var path]) throw new CommandException("The verb is called so: exchange match FILE [--json]");
        if (!File.Exists(path)) throw new CommandException($"There is no file '{path}'.");
        await using var services = WorkspaceServices.Open(call.Location);
        CompaniesFile read;
        await using (var file = File.OpenRead(path)) read = CompaniesFile.Read(file, services.GetRequiredService<CompanySectors>(), services.GetRequiredService<PlaceCatalogue>());
        var spread = SpreadOffers.Choose(read.Companies, services.GetRequiredService<FindMatches>().All(read.Companies), (_, _) => false);
        string? Name(Guid? id) => id is { } known ? read.NameOf(known) : null;
        if (call.Flags.ContainsKey("--json"))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                Matches = spread.Chosen.Select(m => new
                {
                    Seeker = Name(m.SeekerId), Need = Name(m.NeedId), Giver = Name(m.GiverId), Offer = Name(m.OfferId), Score = Math.Round(m.Score, 4),
                    Reasons = m.Reasons.Select(r => new { Rule = r.Rule.ToString(), Need = new { Record = Name(r.Need.RecordId), Field = r.Need.Name }, Offer = new { Record = Name(r.Offer.RecordId), Field = r.Offer.Name }, r.Value }),
                }),
                Offered = spread.Offered.ToDictionary(o => Name(o.Key)!, o => o.Value), spread.Gini,
            }, Readable));
            return 0;
        }

        foreach (var m in spread.Chosen) await output.WriteLineAsync(FormattableString.Invariant($"{m.Score:0.00}\t{Name(m.SeekerId)} {Name(m.NeedId) ?? "-"}\t{Name(m.GiverId)} {Name(m.OfferId) ?? "-"}\t{m.Reasons[0].Rule}"));
        return 0;
    }
}
