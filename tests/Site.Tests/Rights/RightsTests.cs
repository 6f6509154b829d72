using System.Net;

namespace Uramost.Site.Tests.Rights;

/// <summary>Every page and endpoint × every role gives the answer that the table says.</summary>
public sealed class RightsTests(RightsSite rights)
{
    [Fact]
    public void The_table_knows_every_route_and_no_other()
    {
        var routes = RightsTable.Routes(rights.Site).Select(r => (r.Method, r.Route)).ToHashSet();
        var rows = RightsTable.Read().Select(r => (r.Method, r.Route)).ToHashSet();
        Assert.True(routes.Count > 10, "The site has hardly any routes: they were not found.");
        Assert.True(routes.IsSubsetOf(rows), $"Missing in RightsTable.csv:\n{string.Join('\n', routes.Except(rows).Select(r => $"{r.Method}, {r.Route}, , "))}");
        Assert.True(rows.IsSubsetOf(routes), $"In RightsTable.csv but not on the site:\n{string.Join('\n', rows.Except(routes))}");
    }

    [Fact]
    public async Task Every_role_gets_what_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var row in RightsTable.Read())
        {
            foreach (var (role, expected) in RightsSite.Roles.Zip(row.Answers))
            {
                using var request = new HttpRequestMessage(new HttpMethod(row.Method), "/en" + rights.Fill(row.Address).TrimEnd('/'));
                if (row.Method is "POST" or "PUT") request.Content = new FormUrlEncodedContent([]);
                using var answer = await rights.As(role).Client.SendAsync(request);
                var got = Describe(answer);
                if (got != expected && !(expected == "302" && got == "sign-in")) wrong.Add($"{row.Method} {row.Address} as {role}: {got} instead of {expected}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string Describe(HttpResponseMessage answer)
    {
        var location = answer.Headers.Location?.ToString() ?? "";
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            ? new Uri(new Uri("http://x"), location).AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal) ? "sign-in" : "302"
            : ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
