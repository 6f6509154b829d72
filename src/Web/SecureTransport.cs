using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace Uramost.Web;

/// <summary>
/// HTTPS is required on every public address. Plain HTTP is answered only in the room: on this machine, or from a private
/// network under a private address or a name of the local network.
/// </summary>
public static class SecureTransport
{
    /// <summary>
    /// Reads the visitor's address and scheme from a proxy's headers, and sends plain HTTP from elsewhere to HTTPS. The setting
    /// <c>Proxy</c> names the proxies that are believed: addresses or networks such as <c>10.0.0.0/8</c>, with commas between.
    /// </summary>
    public static IApplicationBuilder UseSecureTransport(this IApplicationBuilder app, IConfiguration configuration)
    {
        if (configuration["Proxy"] is { Length: > 0 } proxies) app.UseForwardedHeaders(Forwarded(proxies));
        return app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.IsHttps || (IsNear(context.Connection.RemoteIpAddress) && IsNear(request.Host.Host))) return next(context);
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            {
                context.Response.Redirect($"https://{request.Host.Host}{request.PathBase}{request.Path}{request.QueryString}", permanent: false, preserveMethod: true);
                return Task.CompletedTask;
            }

            // What was posted has already travelled in the clear: repeating it over HTTPS would hide that.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("HTTPS is required at this address.");
        });
    }

    /// <summary>Whether an address is this machine's or one of a private network (RFC 1918, RFC 3927, RFC 4193, RFC 4291).</summary>
    public static bool IsNear(IPAddress? address)
    {
        if (address is null) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        var b = address.GetAddressBytes();
        return b[0] == 10 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254);
    }

    /// <summary>Whether a host is a near address, <c>localhost</c>, a name of the local network (<c>.local</c>, RFC 6762) or a bare name without a dot.</summary>
    public static bool IsNear(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return IsNear(address);
        return host.Length > 0 && (!host.Contains('.') || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
    }

    private static ForwardedHeadersOptions Forwarded(string proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else throw new InvalidDataException($"The setting Proxy takes addresses or networks, not '{proxy}'.");
        }

        return options;
    }
}
