using System.Diagnostics;
using System.Xml;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Projects;
using Uramost.Testing;

namespace Uramost.Bench;

/// <summary>An organisation's file of a thousand activities, from the database to its last byte, beside writing the same XML bare.</summary>
internal static class IatiFile
{
    /// <summary>Measures.</summary>
    public static async Task Run(Table table, bool quick)
    {
        var many = quick ? 200 : 1_000;
        await using var database = await TestDatabase.Create(Provider.Sqlite);
        await using var site = await TestSite.StartOn(database);
        var organisation = Guid.CreateVersion7();
        await Fill(site, organisation, many);
        var (file, kept) = await Kept(site, organisation);
        // All three write into the same memory, which is there before: what is measured is the export, not where it goes.
        using var memory = new MemoryStream(file.Length * 2);
        var rounds = quick ? 5 : 40;
        var whole = await Best(rounds, async () => { memory.SetLength(0); await Export(site, organisation, memory); });
        var written = await Best(rounds, () => { memory.SetLength(0); ActivityFile.Write(memory, kept, DateTime.UtcNow); return Task.CompletedTask; });
        var nodes = Nodes(file);
        var bare = await Best(rounds, () => { memory.SetLength(0); Replay(nodes, memory); return Task.CompletedTask; });
        table.Ratio(Provider.Sqlite, $"IATI file of {many:N0} activities, read and written ({file.Length / 1e6:N1} MB) : its XML bare", whole, bare, 3);
        table.Ratio(Provider.Sqlite, $"IATI file of {many:N0} activities, written only : its XML bare", written, bare, 3);
    }

    private static async Task Export(TestSite site, Guid organisation, Stream output)
    {
        await using var scope = site.Scope();
        await IatiExport.Write(output, Lines(scope.ServiceProvider, organisation), DateTime.UtcNow);
    }

    private static async Task<(byte[] File, List<IatiActivity> Activities)> Kept(TestSite site, Guid organisation)
    {
        using var file = new MemoryStream();
        await Export(site, organisation, file);
        await using var scope = site.Scope();
        return (file.ToArray(), await Lines(scope.ServiceProvider, organisation).Select(l => l.Activity).ToListAsync());
    }

    private static IAsyncEnumerable<IatiLine> Lines(IServiceProvider services, Guid organisation) => services.GetRequiredService<ReadActivities>().Of(organisation, "https://example.org", drafts: false);

    // Microseconds of the fastest of several rounds: what else the machine does only adds.
    private static async Task<double> Best(int rounds, Func<Task> work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            best = Math.Min(best, clock.Elapsed.TotalMicroseconds);
        }

        return best;
    }

    private readonly record struct Node(XmlNodeType Type, string Prefix, string Name, string? Value, bool Empty);

    private static List<Node> Nodes(byte[] file)
    {
        var nodes = new List<Node>();
        using var reader = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { IgnoreWhitespace = true });
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                nodes.Add(new Node(XmlNodeType.Element, "", reader.LocalName, null, false));
                var empty = reader.IsEmptyElement;
                while (reader.MoveToNextAttribute()) nodes.Add(new Node(XmlNodeType.Attribute, reader.Prefix, reader.LocalName, reader.Value, false));
                if (empty) nodes.Add(new Node(XmlNodeType.EndElement, "", "", null, true));
            }
            else if (reader.NodeType is XmlNodeType.EndElement or XmlNodeType.Text) nodes.Add(new Node(reader.NodeType, "", "", reader.Value, false));
        }

        return nodes;
    }

    private static void Replay(List<Node> nodes, Stream output)
    {
        using var xml = XmlWriter.Create(output, ActivityFile.Settings);
        foreach (var node in nodes)
        {
            switch (node.Type)
            {
                case XmlNodeType.Element: xml.WriteStartElement(node.Name); break;
                case XmlNodeType.Attribute when node.Prefix.Length > 0: xml.WriteAttributeString(node.Prefix, node.Name, null, node.Value); break;
                case XmlNodeType.Attribute: xml.WriteAttributeString(node.Name, node.Value); break;
                case XmlNodeType.Text: xml.WriteString(node.Value); break;
                default: xml.WriteEndElement(); break;
            }
        }
    }

    private static async Task Fill(TestSite site, Guid organisation, int many)
    {
        var donor = Guid.CreateVersion7();
        await site.WithDb(async db =>
        {
            db.AddRange(new Organisation { Id = organisation, Name = PublishedText.AsPublished("Ura e Paqes", "sq", new LocalText("Bridge of Peace", null, "Most mira")) }, new Organisation { Id = donor, Name = PublishedText.AsPublished("Fund", "en"), Kind = OrganisationKind.Donor });
            db.Add(new IatiReporter { OrganisationId = organisation, Identifier = "XI-IATI-4242", Type = "24" });
            for (var i = 0; i < many; i++)
            {
                var project = new Project
                {
                    Slug = $"p{i:0000}", Title = PublishedText.Own(new LocalText($"Meetings of two towns {i}", $"Takime të dy qyteteve {i}", $"Sastanci dva grada {i}")), Visibility = ProjectVisibility.Public, State = ProjectState.Finished,
                    Summary = new LocalText("People of two towns in {{kosovo}} meet, talk and plan together what both need.", "Njerëz nga dy qytete të {{kosovo:gen}} takohen, bisedojnë dhe planifikojnë bashkë atë që u duhet të dyve.", "Ljudi iz dva grada {{kosovo:gen}} sastaju se, razgovaraju i zajedno planiraju ono što je potrebno i jednima i drugima."),
                    Objectives = [new LocalText("Trust grows.", "Besimi rritet.", "Poverenje raste.")], StartsOn = new DateOnly(2021, 1, 1), StartPrecision = DatePrecision.Day, EndsOn = new DateOnly(2023, 12, 31), EndPrecision = DatePrecision.Day,
                    AreaPlaceIds = ["xk-vushtrri", "xk-leposavic", "xk-zubin-potok"], Organisations = [new ProjectOrganisation { OrganisationId = organisation, Role = ProjectRole.Lead }, new ProjectOrganisation { OrganisationId = donor, Role = ProjectRole.Donor, Ordinal = 1 }],
                };
                project.Sort();
                db.Add(project);
                db.Add(new IatiProject
                {
                    ProjectId = project.Id, OrganisationId = organisation, Code = $"p{i:0000}", PublishedAt = DateTime.UtcNow, Scope = "3", Collaboration = "3", Flow = "10", Finance = "110", Aid = "C01", Tied = "5",
                    Countries = [new("XK", 60m), new("RS", 40m)], Sectors = [new("15220", 70m), new("15150", 30m)], Markers = [new("1", "1"), new("3", "2")], Goals = [16, 5],
                    Budgets = [.. Enumerable.Range(0, 3).Select(y => new IatiBudget(new DateOnly(2021 + y, 1, 1), new DateOnly(2021 + y, 12, 31), 10_000m + i, "EUR", true))],
                    Transactions = [.. Enumerable.Range(0, 12).Select(q => new IatiMovement(q % 4 == 0 ? "1" : "4", new DateOnly(2021 + q / 4, 1 + q % 4 * 3, 15), 1_000m + q, "EUR", q % 4 == 0 ? donor : null, null))],
                });
            }

            await db.SaveChangesAsync();
        });
    }
}
