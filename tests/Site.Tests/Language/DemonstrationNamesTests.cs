using System.Text.Json.Nodes;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;

namespace Uramost.Site.Tests.Language;

/// <summary>Our own words in the demonstration carry tokens for names, so that a donor's policy decides how they stand.</summary>
public sealed class DemonstrationNamesTests
{
    [Fact]
    public void No_text_of_our_own_has_a_typed_name_and_each_token_names_something()
    {
        var places = PlaceCatalogue.Load();
        var hints = new NamingHints(places);
        var (found, texts) = (new List<string>(), 0);
        foreach (var file in Directory.GetFiles(Repository.Path("data/demo"), "*.json")) Walk(JsonNode.Parse(File.ReadAllText(file))!, Path.GetFileName(file));
        Assert.True(texts > 500, $"Only {texts} texts were read.");
        Assert.True(found.Count == 0, string.Join('\n', found));

        void Walk(JsonNode? node, string at)
        {
            if (node is JsonArray array)
            {
                for (var i = 0; i < array.Count; i++) Walk(array[i], $"{at}[{i}]");
            }
            else if (node is JsonObject record)
            {
                if (record.ContainsKey("sq") && record.ContainsKey("sr"))
                {
                    var text = new LocalText((string?)record["en"], (string?)record["sq"], (string?)record["sr"]);
                    foreach (var one in new[] { text.En, text.Sq, text.Sr }.OfType<string>())
                    {
                        texts++;
                        found.AddRange(NamingText.Problems(one, id => places.Find(id) is not null).Select(p => $"{at}: {p} is no name"));
                    }

                    foreach (var (variant, hint) in hints.Find(text)) found.Add($"{at} {variant.Language}: '{hint.Found}' ({hint.Rule}) → {hint.Propose ?? string.Join(", ", hint.Places.Select(p => p.Id))}");
                }

                foreach (var (key, value) in record) Walk(value, $"{at}/{key}");
            }
        }
    }
}
