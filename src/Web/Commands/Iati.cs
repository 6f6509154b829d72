using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;
using Uramost.Programmes.Iati;

namespace Uramost.Web.Commands;

/// <summary>Checks an activity or organisation file of IATI. Needs no workspace.</summary>
internal static class Iati
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary><c>iati check FILE [--json] [--lang VARIANT]</c>. Ends with 1 where the file has errors.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        if (call.Words is not ["check", var path]) throw new CommandException("The verb is called so: iati check FILE [--json] [--lang en|sq|sr-latn|sr-cyrl]");
        if (!File.Exists(path)) throw new CommandException($"There is no file '{path}'.");
        var reader = UiVariant.English;
        if (call.Flags.TryGetValue("--lang", out var lang)) reader = UiVariant.ByPath(lang) ?? throw new CommandException($"--lang takes {string.Join(", ", UiVariant.All.Select(v => v.Path))}, not '{lang}'.");
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = reader.Culture;

        await using var services = WorkspaceServices.Open(call.Location);
        var words = services.GetRequiredService<IStringLocalizerFactory>();
        var standard = await services.GetRequiredService<StandardFolder>().Standard();
        var report = new IatiCheck(standard, TimeProvider.System).Run(() => File.OpenRead(path));
        if (call.Flags.ContainsKey("--json"))
        {
            object Line(IatiFinding f) => new { rule = f.Rule, severity = f.Severity == IatiSeverity.Error ? "error" : "warning", line = f.Line, message = f.Message.In(words) };
            await output.WriteLineAsync(JsonSerializer.Serialize(new { errors = report.Errors.Select(Line), warnings = report.Warnings.Select(Line) }, Readable));
        }
        else
        {
            var own = words.Create(typeof(Programmes.Iati.Words));
            foreach (var finding in report.Findings)
                await output.WriteLineAsync($"{own["Check.Line", finding.Line]}: {own[$"Check.{finding.Severity}"]} {finding.Rule}: {finding.Message.In(words)}");
            await output.WriteLineAsync(own["Check.Summary", own.Count("Check.records", report.Records), own.Count("Check.errors", report.Errors.Count()), own.Count("Check.warnings", report.Warnings.Count())]);
        }

        return report.Errors.Any() ? 1 : 0;
    }
}
