using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Uramost.Platform.Ui;

namespace Uramost.Platform.Tests.Ui;

public sealed class LoadedTests
{
    [Fact]
    public async Task A_page_is_rendered_once_when_everything_it_reads_has_been_read()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        Page.Renders = 0;
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Page>()).ToHtmlString());
        Assert.Equal("first, second", html);
        Assert.Equal(1, Page.Renders);
    }

    private sealed class Page : Loaded
    {
        public static int Renders;
        private string? first, second;

        protected override async Task OnInitializedAsync()
        {
            // The switch is set, then comes the first wait that really waits.
            first = "first";
            await Task.Delay(20);
            second = "second";
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            Renders++;
            if (first is not null)
                builder.AddContent(0, $"{first}, {second!.Trim()}");
        }
    }
}
