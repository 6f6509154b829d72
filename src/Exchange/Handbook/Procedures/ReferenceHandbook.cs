using System.Text.Json;
using Uramost.Exchange.Goods;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>A sector that has an edition of its own.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Goods">Its goods.</param>
/// <param name="Name">What it is called.</param>
public sealed record Sector(string Code, List<HsCode> Goods, LocalText Name);

/// <summary>
/// The part on the formal market that comes with the product, from <c>data/exchange/handbook.json</c>. What no source says
/// is left unknown there: no fee and no article is guessed, and nobody of the workspace has verified a step yet.
/// </summary>
public static class ReferenceHandbook
{
    private static readonly Lazy<File> Content = new(Load);

    private sealed record File(List<Sector> Sectors, List<Law> Laws, List<RequirementRow> Requirements, List<ProcedureRow> Procedures);

    private sealed record RequirementRow(string Code, RequirementKind Kind, bool External, List<string>? Sectors, LocalText Name);

    private sealed record ProcedureRow(string Code, LocalText Objective, List<string>? Sectors, List<HsCode>? Goods, List<Block> Blocks, List<StepRow> Steps);

    private sealed record NeedRow(bool Any, List<string> Codes, List<HsCode>? OnlyFor);

    private sealed record StepRow(
        string Code, string Block, LocalText Name, LocalText Authority, LocalText? Office, List<string> Gives, List<NeedRow> Needs, Span? Wait, List<LegalBasis>? Laws, bool? Mandatory, LocalText? Note, string? Source, string? Address);

    /// <summary>The sectors with an edition.</summary>
    public static IReadOnlyList<Sector> Sectors => Content.Value.Sectors;

    /// <summary>New records of all laws, requirements, procedures and steps.</summary>
    public static (List<Law> Laws, List<Requirement> Requirements, List<Procedure> Procedures, List<Step> Steps) Read()
    {
        var file = Load();
        var steps = new List<Step>();
        var procedures = file.Procedures.ConvertAll(p => new Procedure { Code = p.Code, Objective = p.Objective, Sectors = p.Sectors ?? [], Goods = p.Goods ?? [], Blocks = p.Blocks, Ordinal = file.Procedures.IndexOf(p) + 1 });
        foreach (var (row, procedure) in file.Procedures.Zip(procedures))
        {
            steps.AddRange(row.Steps.Select((s, i) => new Step
            {
                ProcedureId = procedure.Id, Code = s.Code, Block = s.Block, Ordinal = i + 1, Name = s.Name, Authority = s.Authority, Office = s.Office ?? new(), Gives = s.Gives, Needs = s.Needs.ConvertAll(n => new Need(n.Any, n.Codes, n.OnlyFor ?? [])),
                Wait = s.Wait, Laws = s.Laws ?? [], IsMandatory = s.Mandatory ?? true, Note = s.Note ?? new(), Source = s.Source, Address = s.Address,
            }));
        }

        return (file.Laws, [.. file.Requirements.Select((r, i) => new Requirement { Code = r.Code, Kind = r.Kind, IsExternal = r.External, Sectors = r.Sectors ?? [], Name = r.Name, Ordinal = i + 1 })], procedures, steps);
    }

    private static File Load()
    {
        using var stream = typeof(ReferenceHandbook).Assembly.GetManifestResourceStream("exchange/handbook.json")!;
        return JsonSerializer.Deserialize<File>(stream, JsonColumn.Options)!;
    }
}
