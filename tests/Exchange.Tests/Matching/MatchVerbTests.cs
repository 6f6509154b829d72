using System.Text.Json;
using Uramost.Exchange.Matching;
using Uramost.Web.Commands;

namespace Uramost.Exchange.Tests.Matching;

/// <summary>Companies of a file are matched from the command line.</summary>
public sealed class MatchVerbTests
{
    [Fact]
    public async Task The_sixty_companies_get_partners_and_reasons()
    {
        var (code, said, _) = await Call(Repository.Path("data", "practice", "companies.json"), "--json");
        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(said).RootElement;
        Assert.Equal(60, answer.GetProperty("offered").EnumerateObject().Count());
        Assert.All(answer.GetProperty("offered").EnumerateObject(), o => Assert.InRange(o.Value.GetInt32(), SpreadOffers.Floor, SpreadOffers.Cap));
        Assert.InRange(answer.GetProperty("gini").GetDouble(), 0, 0.35);
        var mushrooms = answer.GetProperty("matches").EnumerateArray().Single(m => m.GetProperty("seeker").GetString() == "practice-company-04" && m.GetProperty("giver").GetString() == "practice-company-03");
        Assert.Equal("SameCapability", mushrooms.GetProperty("reasons")[0].GetProperty("rule").GetString());
        Assert.Contains("practice-company-04 04-a\tpractice-company-03 03-a\tSameCapability", (await Call(Repository.Path("data", "practice", "companies.json"))).Said);
    }

    [Theory]
    [InlineData("not json", "no JSON")]
    [InlineData("[1]", "no JSON")]
    [InlineData("{}", "no list")]
    [InlineData("""{"companies":[{"id":"a","side":"third"}]}""", "Company 1 (a): \"third\" is no side")]
    [InlineData("""{"companies":[{"side":"first"}]}""", "Company 1: it has no id")]
    [InlineData("""{"companies":[{"id":"a","side":"first"},{"id":"a","side":"first"}]}""", "Company 2 (a): the id a stands twice")]
    [InlineData("""{"companies":[{"id":"a","side":"first","entries":[{"id":"b","kind":"Need","goods":"20071"}]}]}""", "Company 1 (a): \"20071\" is no code of goods, or fits two")]
    [InlineData("""{"companies":[{"id":"a","side":"first","entries":[{"id":"b","kind":"Wish"}]}]}""", "\"Wish\" is no kind")]
    [InlineData("""{"companies":[{"id":"a","side":"first","entries":[{"id":"b","kind":"Need","season":"months","fromMonth":13,"untilMonth":2}]}]}""", "fromMonth is no month")]
    [InlineData("""{"companies":[{"id":1,"side":"first"}]}""", "Company 1")]
    [InlineData("""{"companies":[null]}""", "Company 1")]
    public async Task What_is_wrong_with_a_file_is_said_in_one_line(string file, string problem)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, file);
        var (code, said, failed) = await Call(path, "--json");
        Assert.Equal((1, ""), (code, said));
        Assert.Contains(problem, failed);
        Assert.Single(failed.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_file_of_nobody_is_no_error() => Assert.Equal(0, (await Call(await Empty())).Code);

    private static async Task<string> Empty()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, """{"companies":[]}""");
        return path;
    }

    private static async Task<(int Code, string Said, string Failed)> Call(params string[] words)
    {
        using var said = new StringWriter();
        using var failed = new StringWriter();
        return (await Verbs.Run(["exchange", "match", .. words], TextReader.Null, said, failed), said.ToString(), failed.ToString());
    }
}
