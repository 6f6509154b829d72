using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Uramost.Site.Tests.Pages;

/// <summary>The axe engine in a page that is already open. Its own wrapper opens a further tab for each run, which takes longer than the run.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Engine = new(() =>
    {
        using var reader = new StreamReader(typeof(AxeRunOptions).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!);
        return reader.ReadToEnd();
    });

    /// <summary>The serious and critical violations of the page as it stands, one line each.</summary>
    /// <param name="page">An open page.</param>
    /// <param name="coloursOnly">Only what another colour scheme can change.</param>
    public static async Task<IReadOnlyList<string>> Run(IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Engine.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async only => {
              const options = { resultTypes: ['violations'], preload: false, runOnly: only.length ? only : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
              const { violations } = await axe.run(document, options)
              return violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.id} (${v.impact}): ` + v.nodes.slice(0, 2).map(n => `${n.html} ${n.any.map(c => c.message).join(' ')}`).join(' | '))
            }
            """, coloursOnly ? new[] { "color-contrast", "link-in-text-block" } : []);
        return [.. found.EnumerateArray().Select(v => v.GetString()!)];
    }
}
