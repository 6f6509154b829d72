namespace Uramost.Web;

/// <summary>
/// What only the start and the first page needed goes back to the machine once that page has been sent: a small server
/// has other uses for it.
/// </summary>
internal sealed class GiveBackMemory : IStartupFilter
{
    private int givenBack;

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (Volatile.Read(ref givenBack) == 0) context.Response.OnCompleted(() => AfterPage(context.Response));
            return rest(context);
        });
        next(app);
    };

    private Task AfterPage(HttpResponse sent)
    {
        var isPage = sent.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true;
        if (isPage && Interlocked.Exchange(ref givenBack, 1) == 0) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Task.CompletedTask;
    }
}
