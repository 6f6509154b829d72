using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Export;

namespace Uramost.Site.Tests.Data;

/// <summary>Whoever takes everything along reads what each column means in their own language.</summary>
public sealed class ExportMeaningTests
{
    [Fact]
    public async Task Every_column_of_every_table_has_a_meaning_in_each_language()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            await using (var scope = site.Scope()) await scope.ServiceProvider.GetRequiredService<ExportWorkspace>().Write(path, withIdentities: false);
            using var zip = ZipFile.OpenRead(path);
            await using var codebook = zip.GetEntry("datapackage.json")!.Open();
            var missing = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            var columns = 0;
            foreach (var table in (await JsonDocument.ParseAsync(codebook)).RootElement.GetProperty("resources").EnumerateArray())
            {
                foreach (var field in table.GetProperty("schema").GetProperty("fields").EnumerateArray())
                {
                    columns++;
                    foreach (var language in new[] { "en", "sq", "sr" })
                    {
                        if (string.IsNullOrWhiteSpace(field.GetProperty("meaning").GetProperty(language).GetString()))
                        {
                            if (!missing.TryGetValue(language, out var names)) missing[language] = names = [];
                            names.Add($"{field.GetProperty("name").GetString()} ({table.GetProperty("name").GetString()})");
                        }
                    }
                }
            }

            Assert.True(columns > 100, $"{columns} columns");
            Assert.True(missing.Count == 0, string.Join('\n', missing.Select(m => $"{m.Key}: {string.Join(", ", m.Value)}")));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
