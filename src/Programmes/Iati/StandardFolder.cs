using Microsoft.Extensions.Configuration;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Iati;

/// <summary>
/// Where the standard's own files lie. They are no part of the product: the setting <c>Iati:Standard</c> names their
/// folder; without it they are fetched once from where the standard publishes them and kept beside the data.
/// </summary>
/// <param name="configuration">The settings.</param>
/// <param name="location">Where the data lies.</param>
public sealed class StandardFolder(IConfiguration configuration, DatabaseLocation location) : IDisposable
{
    private const string Official = "https://raw.githubusercontent.com/IATI/";
    private static readonly string[] Schemas = ["iati-activities-schema.xsd", "iati-organisations-schema.xsd", "iati-common.xsd", "xml.xsd"];
    private static readonly string[] Embedded = ["ActivityDateType", "ActivityStatus", "BudgetStatus", "BudgetType", "DocumentCategory", "GazetteerAgency", "OrganisationRole", "RelatedActivityType", "TransactionType"];
    private readonly SemaphoreSlim one = new(1, 1);
    private IatiStandard? loaded;

    /// <summary>The standard, read at the first call and kept.</summary>
    /// <exception cref="WordedException">The files are not there and cannot be fetched.</exception>
    public async Task<IatiStandard> Standard(CancellationToken ct = default)
    {
        if (loaded is not null) return loaded;
        await one.WaitAsync(ct);
        try
        {
            return loaded ??= IatiStandard.Load(await Folder(ct));
        }
        catch (Exception failed) when (failed is InvalidDataException or HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            throw new WordedException(Wording.Of<Words>("Standard.missing", IatiStandard.Version), failed);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<string> Folder(CancellationToken ct)
    {
        if (configuration["Iati:Standard"] is { Length: > 0 } given) return given;
        var kept = Path.Combine(location.Directory, $"iati-{IatiStandard.Version}");
        if (!Directory.Exists(kept)) await Fetch(configuration["Iati:Source"] is { Length: > 0 } source ? source : Official, kept, ct);
        return kept;
    }

    private static async Task Fetch(string source, string kept, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = new Uri(source), Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 20_000_000 };
        var partial = Directory.CreateDirectory($"{kept}-{Guid.NewGuid():N}").FullName;
        try
        {
            async Task<string> Get(string address)
            {
                var path = Path.Combine(partial, address[(address.LastIndexOf('/') + 1)..]);
                await File.WriteAllBytesAsync(path, await client.GetByteArrayAsync(address, ct), ct);
                return path;
            }

            foreach (var schema in Schemas) await Get($"IATI-Schemas/version-{IatiStandard.Version}/{schema}");
            await Get($"IATI-Rulesets/version-{IatiStandard.Version}/rulesets/standard.json");
            var mapping = await Get($"IATI-Codelists/version-{IatiStandard.Version}/mapping.xml");
            var lists = new System.Xml.XPath.XPathDocument(mapping).CreateNavigator().Select("//codelist/@ref").Cast<System.Xml.XPath.XPathNavigator>().Select(n => n.Value)
                .Where(n => n.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')).Append("OrganisationRegistrationAgency").Append("IATIOrganisationIdentifier").Distinct();
            foreach (var list in lists) await Get(Embedded.Contains(list) ? $"IATI-Codelists/version-{IatiStandard.Version}/xml/{list}.xml" : $"IATI-Codelists-NonEmbedded/master/xml/{list}.xml");
            // Only what is whole gets its name; where another node was faster, its files are as good.
            if (!Directory.Exists(kept)) Directory.Move(partial, kept);
        }
        finally
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }
}
