using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Web;
using Uramost.Web.Commands;

namespace Uramost.Site.Tests.Commands;

/// <summary>Whatever can be imported on a page can be imported from the command line.</summary>
public sealed class ImportVerbTests
{
    [Fact]
    public async Task Every_kind_of_import_has_its_flag_and_its_place_in_the_help()
    {
        using var help = new StringWriter();
        Assert.Equal(0, await Verbs.Run(["help"], TextReader.Null, help, TextWriter.Null));
        var location = new DatabaseLocation(Directory.CreateTempSubdirectory("uramost-import-").FullName, null);
        await using var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(location, false, [])).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var kinds = scope.ServiceProvider.GetServices<IImportKind>().ToList();
        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind =>
        {
            var called = kind.TargetFlag is { } flag ? $"{kind.Code} {flag}" : kind.Code;
            Assert.Contains(called, string.Join(' ', help.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            if (kind.TargetFlag is not null) Assert.Equal("x", CommandLine.Parse(["import", "--kind", kind.Code, kind.TargetFlag, "x"]).Flags[kind.TargetFlag]);
        });
    }
}
